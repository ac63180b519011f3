using CourseComments.DevIdentity;
using CourseComments.DevIdentity.Keys;
using CourseComments.DevIdentity.Provider;
using CourseComments.DevIdentity.SignIn;
using CourseComments.DevIdentity.Users;
using CourseComments.ServiceDefaults;
using CourseComments.ServiceDefaults.Configuration;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateSlimBuilder(args);
if (!builder.Environment.IsDevelopment())
{
    await Console.Error.WriteLineAsync(
        $"DevIdentity signs anybody in without a password, so it starts in Development only; this is {builder.Environment.EnvironmentName}.");
    return 1;
}

builder.AddServiceDefaults();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, DevIdentityJsonContext.Default));
builder.Services.AddValidatedOptions<DevIdentityOptions>(DevIdentityOptions.SectionName);
builder.Services.AddSingleton<IValidateOptions<DevIdentityOptions>, DevIdentityOptionsValidator>();
builder.Services.AddProviderKeys();
builder.Services.AddProvider();
builder.Services.AddSingleton<UserDirectory>();
builder.Services.AddSingleton<AccessTokenIssuer>();

var app = builder.Build();
app.UseServiceDefaults();
app.UseProvider();
app.MapSignIn();
return await app.RunServiceAsync();
