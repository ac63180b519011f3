using CourseComments.Relay;
using CourseComments.Relay.DeadLetters;
using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMomentoClients("momento");
builder.Services.AddRelay();

var app = builder.Build();
app.UseServiceDefaults();
return args is ["dead-letters", .. var command]
    ? await app.RunDeadLetterCommandAsync(command)
    : await app.RunServiceAsync();
