using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.ServiceDefaults.OpenApi;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.OpenApi;
using CourseComments.WebhookService.Webhooks;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddMomentoClients("momento");
builder.AddComments();
builder.Services.AddWebhooks();
builder.AddOpenApiDocument();

var app = builder.Build();
app.UseServiceDefaults();
app.UseReading();
app.MapComments();
app.MapWebhooks();
app.MapServiceOpenApi();
return await app.RunServiceAsync();
