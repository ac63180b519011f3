namespace CourseComments.Standins.Tests.Hosting;

public sealed class ExpressionTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create("Parameters:key=se{c}ret");

    [Fact]
    public async Task An_expression_takes_its_values_when_running_and_placeholders_when_publishing()
    {
        var key = _builder.AddParameter("key", secret: true);
        var expression = ReferenceExpression.Create($"Endpoint=cell.example;ApiKey={key};Mode={"a{b}"}");

        Assert.Equal("Endpoint=cell.example;ApiKey=se{c}ret;Mode=a{b}", await expression.GetValueAsync(CancellationToken.None));
        Assert.Equal("Endpoint=cell.example;ApiKey={key.value};Mode=a{b}", expression.ValueExpression);
        Assert.Equal([key.Resource], expression.ValueProviders);
    }

    [Fact]
    public async Task An_expression_is_built_piece_by_piece_and_escapes_where_asked()
    {
        var key = _builder.AddParameter("key");
        var builder = new ReferenceExpressionBuilder();
        Assert.True(builder.IsEmpty);

        builder.Append($"https://cell.example/{key.Resource:uri}");
        builder.AppendLiteral("?all");

        Assert.Equal("https://cell.example/se%7Bc%7Dret?all", await builder.Build().GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_endpoint_gives_its_parts_once_it_is_allocated()
    {
        var endpoint = _builder.AddProject<Projects.SampleWeb>("web", launchProfileName: null).WithHttpEndpoint(name: "grpc").GetEndpoint("grpc");
        var text = ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.HostAndPort)} {endpoint.Property(EndpointProperty.Scheme)} {endpoint}").GetValueAsync(CancellationToken.None);
        Assert.False(text.IsCompleted);

        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", 8080);

        Assert.Equal("localhost:8080 http http://localhost:8080", await text);
        Assert.Equal("{web.bindings.grpc.url}", ((IManifestExpressionProvider)endpoint).ValueExpression);
        Assert.Equal(8080, endpoint.Port);
    }

    [Fact]
    public void An_endpoint_that_does_not_exist_names_those_that_do()
    {
        var endpoint = _builder.AddProject<Projects.SampleWeb>("web", launchProfileName: null).WithHttpEndpoint(name: "grpc").GetEndpoint("http");

        var failure = Assert.Throws<InvalidOperationException>(() => endpoint.Url);

        Assert.False(endpoint.Exists);
        Assert.Contains("'grpc'", failure.Message);
    }
}
