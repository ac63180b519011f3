using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new DistributedApplicationEventSubscription((@event, token) => callback((T)@event, token));
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add((typeof(T), subscription)));
        return subscription;
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Subscribe<T>((@event, token) => @event.Resource == resource ? callback(@event, token) : Task.CompletedTask);

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, list => list.RemoveAll(entry => entry.Subscription == subscription));

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        var callbacks = _subscriptions.Where(entry => entry.Event == typeof(T)).Select(entry => entry.Subscription.Callback).ToArray();
        var dispatch = dispatchBehavior is EventDispatchBehavior.BlockingConcurrent or EventDispatchBehavior.NonBlockingConcurrent
            ? Task.WhenAll(callbacks.Select(callback => Task.Run(() => callback(@event, cancellationToken), CancellationToken.None)))
            : InOrderAsync(callbacks, @event, cancellationToken);
        return dispatchBehavior is EventDispatchBehavior.BlockingConcurrent or EventDispatchBehavior.BlockingSequential
            ? dispatch
            : Task.CompletedTask;
    }

    private static async Task InOrderAsync(
        IEnumerable<Func<IDistributedApplicationEvent, CancellationToken, Task>> callbacks,
        IDistributedApplicationEvent @event,
        CancellationToken cancellationToken)
    {
        foreach (var callback in callbacks)
        {
            await callback(@event, cancellationToken);
        }
    }
}
