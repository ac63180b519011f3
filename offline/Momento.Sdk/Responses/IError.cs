using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>Every response family has an <c>Error</c>: the clients' methods do not throw.</summary>
public interface IError
{
    SdkException InnerException { get; }

    MomentoErrorCode ErrorCode { get; }

    /// <summary>What the code means, then what happened.</summary>
    string Message { get; }
}

internal static class ErrorMessage
{
    public static string Of(SdkException error) => $"{error.MessageWrapper}: {error.Message}";
}
