using Grpc.AspNetCore.Server;
using Momento.Emulator.Configuration;

namespace Momento.Emulator.Quotas;

internal static class QuotaExtensions
{
    public static IServiceCollection AddQuotas(this IServiceCollection services, EmulatorOptions options)
    {
        services.AddSingleton<AccountQuotas>();
        return options.Quotas
            ? services.AddSingleton<UsageMeter>().Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<UsageMeter>())
            : services;
    }
}
