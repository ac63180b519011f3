namespace Aspire.Hosting.Orchestration;

internal enum LifecycleCommandState
{
    Enabled,
    Disabled,
    Hidden,
}
