using System.IO.Pipelines;

namespace Momento.Emulator.Faults;

/// <summary>Two ends of a connection.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
