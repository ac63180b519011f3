namespace Aspire.Hosting.Eventing;

public enum EventDispatchBehavior
{
    BlockingSequential,
    BlockingConcurrent,
    NonBlockingSequential,
    NonBlockingConcurrent
}
