using System.Runtime.CompilerServices;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Internal;

/// <summary>Finds the first argument that is not acceptable; the clients answer with it instead of throwing.</summary>
internal readonly record struct ArgumentCheck(InvalidArgumentException? Fault)
{
    public static ArgumentCheck NotNull(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        default(ArgumentCheck).AndNotNull(value, name);

    public ArgumentCheck AndNotNull(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is null ? Else(new ArgumentNullException(name)) : this;

    public ArgumentCheck AndNoneNull<T>(IEnumerable<T?>? values, [CallerArgumentExpression(nameof(values))] string name = "") =>
        values is not null && values.Any(value => value is null) ? Else(new ArgumentNullException(name, "Each of them must be given.")) : this;

    public ArgumentCheck AndPositive(TimeSpan? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value <= TimeSpan.Zero ? Else(new ArgumentOutOfRangeException(name, "TimeSpan must be strictly positive.")) : this;

    public ArgumentCheck AndPositive(int? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value <= 0 ? Else(new ArgumentOutOfRangeException(name, "int must be strictly positive.")) : this;

    /// <summary>A slice whose bounds count from the same end must not be empty.</summary>
    public ArgumentCheck AndSlice(int? startIndex, int? endIndex) =>
        startIndex < 0 == endIndex < 0 && startIndex >= endIndex
            ? Else(new ArgumentException("endIndex (exclusive) must be larger than startIndex (inclusive)"))
            : this;

    private ArgumentCheck Else(ArgumentException fault) => Fault is null ? new(new InvalidArgumentException(fault.Message)) : this;
}
