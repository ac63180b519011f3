using System.Text.Json;
using Proto = Momento.Protocol.Tokens;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>A new disposable token.</summary>
public abstract class GenerateDisposableTokenResponse
{
    /// <summary>Never prints the token; the real one shows its ends.</summary>
    public class Success : GenerateDisposableTokenResponse
    {
        /// <summary>Base64 of <c>{"endpoint","api_key"}</c>, the form that the SDKs' clients take.</summary>
        public readonly string AuthToken;

        public readonly string Endpoint;

        public readonly ExpiresAt ExpiresAt;

        internal Success(Proto.GenerateDisposableTokenResponse reply)
        {
            AuthToken = Convert.ToBase64String(
                JsonSerializer.SerializeToUtf8Bytes(new { endpoint = reply.Endpoint, api_key = reply.ApiKey }));
            Endpoint = reply.Endpoint;
            ExpiresAt = ExpiresAt.FromEpoch((int)reply.ValidUntil);
        }
    }

    public class Error(SdkException error) : GenerateDisposableTokenResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
