using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.WebhookService.Comments;
using CourseComments.WebhookService.Webhooks;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMomentoClients("momento");
builder.AddComments();
builder.Services.AddWebhooks();

var app = builder.Build();
app.UseServiceDefaults();
app.UseReading();
app.MapComments();
app.MapWebhooks();
return await app.RunServiceAsync();
