using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders;
    private readonly List<string> _manifestExpressions;
    private readonly List<string?> _stringFormats;

    public ReferenceExpressionBuilder()
        : this(literalLength: 64, formattedCount: 4)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength + (formattedCount * 3));
        _valueProviders = new(formattedCount);
        _manifestExpressions = new(formattedCount);
        _stringFormats = new(formattedCount);
    }

    public bool IsEmpty => _format.Length == 0;

    // The handler has already appended to this builder when it arrives here.
#pragma warning disable IDE0060, CA1822
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
    }
#pragma warning restore IDE0060, CA1822

    public void AppendLiteral(string value) => _format.Append(value.Replace("{", "{{").Replace("}", "}}"));

    public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

    public void AppendFormatted(string? value, string? format = null) =>
        AppendLiteral(value is not null && format is not null ? ApplyFormat(value, format) : value ?? "");

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, format: null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count}}}");
        _valueProviders.Add(valueProvider);
        _manifestExpressions.Add(valueProvider.ValueExpression);
        _stringFormats.Add(format);
    }

    public ReferenceExpression Build() => new(_format.ToString(), [.. _valueProviders], [.. _manifestExpressions], [.. _stringFormats]);

    internal static string ApplyFormat(string value, string format) => format == "uri"
        ? Uri.EscapeDataString(value)
        : throw new FormatException($"The format '{format}' is unknown: 'uri' is the only one.");

    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder _builder;

#pragma warning disable IDE0060 // The compiler passes both counts.
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder) =>
            _builder = builder;
#pragma warning restore IDE0060

        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        public void AppendFormatted(string? value, string? format) => _builder.AppendFormatted(value, format);

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource, format);
    }
}
