using CourseComments.Relay;
using CourseComments.Relay.DeadLetters;
using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddMomentoClients("momento");
builder.Services.AddRelay();

var app = builder.Build();
if (args is ["dead-letters", .. var command])
{
    return await app.RunDeadLetterCommandAsync(command);
}

app.UseServiceDefaults();
return await app.RunServiceAsync();
