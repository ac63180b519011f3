namespace Momento.Emulator;

/// <summary>What browsers need: gRPC-Web, and leave to call from pages of any origin, as Momento gives it.</summary>
internal static class WebAccess
{
    private const string AnyOrigin = nameof(AnyOrigin);

    public static IServiceCollection AddWebAccess(this IServiceCollection services) => services.AddCors(options =>
        options.AddPolicy(AnyOrigin, policy => policy
            .SetIsOriginAllowed(_ => true)
            .AllowAnyHeader()
            .AllowAnyMethod()
            .AllowCredentials()
            .WithExposedHeaders("grpc-status", "grpc-message", "err")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));

    /// <summary>Only what says so is open to pages: never what administers the emulator.</summary>
    public static void UseWebAccess(this WebApplication app)
    {
        app.UseCors();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
    }

    public static T AllowAnyPage<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.RequireCors(AnyOrigin);
}
