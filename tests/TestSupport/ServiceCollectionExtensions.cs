using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.TestSupport;

public static class ServiceCollectionExtensions
{
    /// <summary>Puts something between a program and one of its clients.</summary>
    /// <param name="services">With the client's registration.</param>
    /// <param name="put">Makes it of the client; null for nothing.</param>
    public static void PutBefore<TClient>(this IServiceCollection services, Func<TClient, TClient>? put)
        where TClient : class
    {
        if (put is not null)
        {
            var registered = services.Single(service => service.ServiceType == typeof(TClient) && !service.IsKeyedService);
            services.AddSingleton(provider => put((TClient)registered.ImplementationFactory!(provider)));
        }
    }
}
