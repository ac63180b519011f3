using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with holes whose values are known once resources run, or become placeholders when publishing.</summary>
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = Create($"");

    internal ReferenceExpression(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string> manifestExpressions, IReadOnlyList<string?> stringFormats)
    {
        Format = format;
        ValueProviders = valueProviders;
        ManifestExpressions = manifestExpressions;
        StringFormats = stringFormats;
    }

    public string Format { get; }

    public IReadOnlyList<string> ManifestExpressions { get; }

    public IReadOnlyList<string?> StringFormats { get; }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Format.Length == 0)
        {
            return null;
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            values[i] = value is not null && StringFormats[i] is { } format ? ReferenceExpressionBuilder.ApplyFormat(value, format) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ReferenceExpressionBuilder _builder = new(literalLength, formattedCount);

        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        public void AppendFormatted(string? value, string? format = null) => _builder.AppendFormatted(value, format);

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource, format);

        internal ReferenceExpression Build() => _builder.Build();
    }
}
