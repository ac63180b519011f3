using System.Diagnostics;
using Grpc.Net.Client;

namespace Momento.Emulator.Tests.Persistence;

/// <summary>The emulator as a process of its own, which can be killed.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private EmulatorProcess(Process process, string url)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress(url);
        Url = url;
        Clients = new MomentoClients(_channel, key: null);
    }

    public MomentoClients Clients { get; }

    public string Url { get; }

    public static async Task<EmulatorProcess> StartAsync(string dataDirectory, params (string Name, string Value)[] environment)
    {
        var process = Launch(dataDirectory, environment);
        using var timeout = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.Split("listening on: ") is [_, var url])
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new EmulatorProcess(process, url);
            }
        }

        throw new InvalidOperationException($"The emulator did not start: {await process.StandardError.ReadToEndAsync(timeout.Token)}");
    }

    /// <summary>For a process that is expected to refuse to start.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(string dataDirectory)
    {
        using var process = Launch(dataDirectory);
        using var timeout = new CancellationTokenSource(Patience);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = await process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, error);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        _process.Kill();
        await _process.WaitForExitAsync(timeout.Token);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _channel.Dispose();
    }

    private static Process Launch(string dataDirectory, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmulatorApplication).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0",
                ["Kestrel__Endpoints__grpc__Protocols"] = "Http2",
                ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0",
                ["Emulator__Caches__0"] = RunningEmulator.CacheName,
                ["Emulator__DataDirectory"] = dataDirectory,
            },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }
}
