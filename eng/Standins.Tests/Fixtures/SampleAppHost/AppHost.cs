var builder = DistributedApplication.CreateBuilder(args);

var apiKey = builder.AddParameter("api-key", secret: true);
var greeting = builder.AddParameter("greeting", "hello", publishValueAsDefault: true);

var emulator = builder.AddProject<Projects.SampleWeb>("store-emulator", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .ExcludeFromManifest();

var back = builder.AddProject<Projects.SampleWeb>("back", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("GREETING", greeting)
    .WithEnvironment("API_KEY", apiKey)
    .WithEnvironment("CRASH_WITH", builder.Configuration["Back:CrashWith"] ?? "")
    .WithEnvironment("IGNORE_SIGTERM", builder.Configuration["Back:IgnoreSigterm"] ?? "")
    .WaitFor(emulator);

int? frontPort = builder.Configuration["Front:Port"] is { } port ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : null;
builder.AddProject<Projects.SampleWeb>("front", launchProfileName: null)
    .WithHttpEndpoint(port: frontPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(back)
    .WaitFor(back);

builder.Build().Run();
