using System.Reflection;
using Momento.Sdk;

namespace CourseComments.Relay.Tests;

/// <summary>A cache client that fails once as Momento's never does: with an exception.</summary>
public class FaultyCache : DispatchProxy
{
    private ICacheClient _inner = null!;
    private string _method = "";
    private string _key = "";
    private int _failed;

    /// <param name="inner">Answers everything else.</param>
    /// <param name="method">The name of the method that fails the first time.</param>
    /// <param name="key">The key or list that it is about.</param>
    public static ICacheClient Of(ICacheClient inner, string method, string key)
    {
        var client = Create<ICacheClient, FaultyCache>();
        var cache = (FaultyCache)client;
        (cache._inner, cache._method, cache._key) = (inner, method, key);
        return client;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _method && args![1] as string == _key && Interlocked.Exchange(ref _failed, 1) == 0
            ? throw new InvalidOperationException("A fault.")
            : targetMethod.Invoke(_inner, args);
}
