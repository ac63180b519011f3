using CourseComments.Gateway.Hardening;
using CourseComments.Gateway.Routing;
using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddHardening();
builder.AddRouting();

var app = builder.Build();
app.UseHardening();
app.UseServiceDefaults();
app.MapReverseProxy();
return await app.RunServiceAsync();
