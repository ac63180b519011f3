using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>A line, and when it was written.</summary>
internal readonly record struct TimedLogLine(DateTimeOffset WrittenAt, LogLine Line);
