namespace Momento.Emulator.HttpApi;

/// <summary>Momento's HTTP API, as documented at docs.momentohq.com for caches and topics.</summary>
internal static class HttpApiExtensions
{
    public static IServiceCollection AddHttpApi(this IServiceCollection services) => services.AddSingleton<TopicPoll>();

    public static RouteGroupBuilder MapHttpApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("");
        api.AddEndpointFilter(HttpApiErrors.TranslateAsync);
        api.MapGet("/cache/{cache}", CacheEndpoints.GetAsync);
        api.MapPut("/cache/{cache}", CacheEndpoints.SetAsync);
        api.MapDelete("/cache/{cache}", CacheEndpoints.DeleteAsync);
        api.MapGet("/topics/{cache}/{topic}", TopicEndpoints.PollAsync);
        api.MapPost("/topics/{cache}/{topic}", TopicEndpoints.PublishAsync);
        return api;
    }
}
