using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Authentication;
using CourseComments.ServiceDefaults.Configuration;
using CourseComments.TokenService.Administration;
using CourseComments.TokenService.Learners;
using CourseComments.TokenService.Profiles;
using CourseComments.TokenService.Publishing;
using CourseComments.TokenService.Tokens;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMomentoClients("momento");
builder.Services.AddBearerAuthentication();
builder.Services.AddLearners();
builder.Services.AddProfiles();
builder.Services.AddTokens();
builder.Services.AddPublishing();
builder.Services.AddAdministration();

var app = builder.Build();
app.UseServiceDefaults();
app.UseAuthentication();
app.UseAuthorization();
app.MapTokens();
app.MapPublishing();
app.MapAdministration();
return await app.RunServiceAsync();
