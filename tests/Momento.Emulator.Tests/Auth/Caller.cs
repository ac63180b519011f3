namespace Momento.Emulator.Tests.Auth;

/// <summary>A credential in use, by SDKs and over HTTP.</summary>
internal sealed record Caller(MomentoClients Clients, HttpClient Http);
