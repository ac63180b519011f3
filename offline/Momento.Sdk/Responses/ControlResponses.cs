using Proto = Momento.Protocol.Control;
using Momento.Sdk.Exceptions;

namespace Momento.Sdk.Responses;

/// <summary>A cache of the account.</summary>
public class CacheInfo(string cacheName) : IEquatable<CacheInfo>
{
    public string Name { get; } = cacheName;

    public bool Equals(CacheInfo? other) => Name == other?.Name;

    public override bool Equals(object? obj) => Equals(obj as CacheInfo);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Whether a cache was made.</summary>
public abstract class CreateCacheResponse
{
    public class Success : CreateCacheResponse;

    public class CacheAlreadyExists : CreateCacheResponse;

    public class Error(SdkException error) : CreateCacheResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>Whether a cache is gone.</summary>
public abstract class DeleteCacheResponse
{
    public class Success : DeleteCacheResponse;

    public class Error(SdkException error) : DeleteCacheResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}

/// <summary>The caches of the account.</summary>
public abstract class ListCachesResponse
{
    public class Success : ListCachesResponse
    {
        internal Success(Proto.ListCachesResponse reply) => Caches = [.. reply.Cache.Select(c => new CacheInfo(c.CacheName))];

        public List<CacheInfo> Caches { get; }
    }

    public class Error(SdkException error) : ListCachesResponse, IError
    {
        public SdkException InnerException => error;

        public MomentoErrorCode ErrorCode => error.ErrorCode;

        public string Message => ErrorMessage.Of(error);

        public override string ToString() => $"{base.ToString()}: {Message}";
    }
}
