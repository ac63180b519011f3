using CourseComments.AppHost;

const string Cache = "course-comments";
const string Topic = "comment";

var builder = DistributedApplication.CreateBuilder(args);

var ingest = builder.GetIngest();
var signingSecret = builder.AddWebhookSigningSecret("webhook-signing-secret", ingest);

var momento = builder.AddMomento("momento")
    .WithCache(Cache)
    .RunAsEmulator();

var tokens = builder.AddService<Projects.TokenService>("tokens")
    .WithReference(momento).WaitFor(momento)
    .WithEnvironment("Tokens__CacheName", Cache)
    .WithEnvironment("Tokens__TopicName", Topic);

var webhooks = builder.AddService<Projects.WebhookService>("webhooks")
    .WithReference(momento).WaitFor(momento)
    .WithEnvironment("Comments__CacheName", Cache)
    .WithEnvironment("Comments__TopicName", Topic)
    .WithEnvironment("Webhooks__SigningSecret", signingSecret);

var gateway = builder.AddService<Projects.Gateway>("gateway", localPort: 5080)
    .WithExternalHttpEndpoints()
    .WithReference(tokens).WaitFor(tokens)
    .WithReference(webhooks).WaitFor(webhooks);

var relay = builder.AddIngest(ingest, momento, (Cache, Topic), webhooks, gateway, signingSecret);

builder.AddIdentity("identity", tokens, gateway);
builder.AddDeployment(momento, tokens, webhooks, gateway, relay);

builder.Build().Run();
