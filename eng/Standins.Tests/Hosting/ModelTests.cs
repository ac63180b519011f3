using Microsoft.Extensions.Hosting;

namespace CourseComments.Standins.Tests.Hosting;

public sealed class ModelTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Theory]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a_b")]
    public void A_resource_name_follows_the_rules_of_the_real_one(string name) =>
        Assert.Throws<ArgumentException>(() => _builder.AddParameter(name));

    [Fact]
    public void A_name_is_given_once_whatever_its_case()
    {
        _builder.AddParameter("key");

        Assert.Throws<DistributedApplicationException>(() => _builder.AddParameter("KEY"));
    }

    [Fact]
    public async Task A_parameter_is_found_under_a_name_without_dashes_too()
    {
        _builder.Configuration["Parameters:api_key"] = "sesame";

        Assert.Equal("sesame", await _builder.AddParameter("api-key").Resource.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_generated_value_holds_what_was_asked_for()
    {
        var parameter = _builder.AddParameter("secret", new GenerateParameterDefault { MinLength = 40, Special = false, MinNumeric = 3 }, secret: true);

        var value = await parameter.Resource.GetValueAsync(CancellationToken.None);

        Assert.Equal(40, value!.Length);
        Assert.True(value.Count(char.IsAsciiDigit) >= 3);
        Assert.All(value, character => Assert.True(char.IsAsciiLetterOrDigit(character)));
        Assert.Equal(value, await parameter.Resource.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_connection_string_comes_from_the_configuration()
    {
        _builder.Configuration["ConnectionStrings:db"] = "Host=db";
        var db = _builder.AddConnectionString("db");

        Assert.Equal("Host=db", await db.Resource.GetConnectionStringAsync());
        Assert.Equal("Host=db", await ReferenceExpression.Create($"{db}").GetValueAsync(CancellationToken.None));
        Assert.Equal("{db.connectionString}", db.Resource.ValueExpression);
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var web = _builder.AddProject<Projects.SampleWeb>("web", launchProfileName: null);

        Assert.Throws<DistributedApplicationException>(() => web.WaitFor(web));
    }

    [Fact]
    public async Task A_launch_profile_gives_endpoints_and_environment_unless_excluded()
    {
        var project = Path.Combine(Projects.SampleAppHost.ProjectPath, "SampleAppHost.csproj");
        var with = _builder.AddProject("with", project);
        var without = _builder.AddProject("without", project, options => options.ExcludeLaunchProfile = true);

        Assert.Equal(15080, with.GetEndpoint("http").EndpointAnnotation.Port);
        Assert.False(without.GetEndpoint("http").Exists);
        Assert.Equal("Development", (await EnvironmentAsync(with, run: true))["ASPNETCORE_ENVIRONMENT"]);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", await EnvironmentAsync(without, run: true));
    }

    [Fact]
    public async Task An_endpoint_with_a_variable_of_its_own_is_not_in_the_urls_variable()
    {
        var web = _builder.AddProject<Projects.SampleWeb>("web", launchProfileName: null)
            .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
            .WithHttpEndpoint(name: "http");

        var environment = await EnvironmentAsync(web, run: true);

        Assert.Equal("1001", environment["GRPC_PORT"]);
        Assert.Equal("http://localhost:1002", environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task A_test_sees_the_app_hosts_folder_and_launch_profile()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>();

        Assert.True(builder.Environment.IsDevelopment());
        Assert.Equal("true", builder.Configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"]);
        Assert.Equal(Projects.SampleAppHost.ProjectPath, builder.AppHostDirectory);
        Assert.True(builder.ExecutionContext.IsRunMode);
        Assert.Equal("CourseComments.SampleAppHost", builder.AppHostAssembly?.GetName().Name);
    }

    [Fact]
    public async Task Publishing_turns_values_into_placeholders()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(["--operation", "publish", "--publisher", "manifest"]);
        var resources = builder.Resources.OfType<ProjectResource>().ToDictionary(resource => resource.Name, builder.CreateResourceBuilder);

        Assert.True(builder.ExecutionContext.IsPublishMode);
        Assert.True(resources["store-emulator"].Resource.IsExcludedFromPublish());
        var back = await EnvironmentAsync(resources["back"], run: false);
        Assert.Equal("{api-key.value}", back["API_KEY"]);
        Assert.Equal("{greeting.value}", back["GREETING"]);
        Assert.Equal("{back.bindings.http.targetPort}", back["HTTP_PORTS"]);
        var front = await EnvironmentAsync(resources["front"], run: false);
        Assert.Equal("{back.bindings.http.url}", front["services__back__http__0"]);
        Assert.True(resources["front"].GetEndpoint("http").EndpointAnnotation.IsExternal);
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(IResourceBuilder<ProjectResource> project, bool run)
    {
        var port = 1000;
        foreach (var endpoint in project.Resource.GetEndpoints().Where(endpoint => run && !endpoint.IsAllocated))
        {
            endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", ++port);
        }

#pragma warning disable CS0618
        return await project.Resource.GetEnvironmentVariableValuesAsync(run ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish);
#pragma warning restore CS0618
    }
}
