using System.Reflection;
using Momento.Sdk;

namespace CourseComments.WebhookService.Tests;

/// <summary>Cache clients of which one call waits until it is let.</summary>
public static class HeldCall
{
    /// <param name="inner">Answers everything.</param>
    /// <param name="method">The name of the method that waits.</param>
    /// <param name="isIt">By its arguments, which call of it; the first when left out.</param>
    public static (ICacheClient Client, Proxy<TResponse> Call) Of<TResponse>(ICacheClient inner, string method, Func<object?[], bool>? isIt = null)
    {
        var client = DispatchProxy.Create<ICacheClient, Proxy<TResponse>>();
        var held = (Proxy<TResponse>)client;
        held.Hold(inner, method, isIt ?? (_ => true));
        return (client, held);
    }

    public class Proxy<TResponse> : DispatchProxy
    {
        private readonly TaskCompletionSource _begun = new();
        private readonly TaskCompletionSource _released = new();
        private ICacheClient _inner = null!;
        private string _method = null!;
        private Func<object?[], bool> _isIt = null!;

        /// <summary>Whether the call has come.</summary>
        public bool HasBegun => _begun.Task.IsCompleted;

        public void Release() => _released.SetResult();

        internal void Hold(ICacheClient inner, string method, Func<object?[], bool> isIt) => (_inner, _method, _isIt) = (inner, method, isIt);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == _method && _isIt(args!) && _begun.TrySetResult() ? HoldAsync(targetMethod, args) : targetMethod.Invoke(_inner, args);

        private async Task<TResponse> HoldAsync(MethodInfo method, object?[]? args)
        {
            await _released.Task;
            return await (Task<TResponse>)method.Invoke(_inner, args)!;
        }
    }
}
