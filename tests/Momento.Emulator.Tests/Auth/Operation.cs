using Grpc.Core;

namespace Momento.Emulator.Tests.Auth;

/// <summary>Something that needs a permission.</summary>
/// <param name="Route">How it is called.</param>
/// <param name="Permission">What it needs: r(ead), w(rite), c(onditional write), p(ublish), s(ubscribe), m(anage), k(eys), u(ser that is super).</param>
/// <param name="StatusAsync">Calls it, on an item or topic of a cache.</param>
internal sealed record Operation(string Route, char Permission, Func<Caller, string, string, Task<StatusCode>> StatusAsync);
