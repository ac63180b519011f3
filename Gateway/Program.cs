using CourseComments.Gateway.Routing;
using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRouting();

var app = builder.Build();
app.UseServiceDefaults();
app.MapReverseProxy();
return await app.RunServiceAsync();
