using CourseComments.Gateway.Docs;
using CourseComments.Gateway.Hardening;
using CourseComments.Gateway.Limits;
using CourseComments.Gateway.Routing;
using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddHardening();
builder.AddLimits();
builder.AddRouting();
builder.AddDocs();

var app = builder.Build();
app.UseHardening();
app.UseServiceDefaults();
app.UseLimits();
app.MapReverseProxy();
app.MapDocs();
return await app.RunServiceAsync();
