using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.ServiceDefaults.Keys;

/// <summary>Data protection, which comes along and which no service needs.</summary>
public static class KeyExtensions
{
    /// <summary>
    /// Authentication and YARP bring data protection along, which would write keys into the home directory. No service
    /// protects anything with them, so they stay in memory.
    /// </summary>
    internal static void KeepKeysInMemory(this IServiceCollection services) =>
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new ForgetfulKeyRepository();
            options.XmlEncryptor = new NullXmlEncryptor();
        });

    /// <summary>Takes away what would make a key at each start. Comes after what brings data protection along.</summary>
    public static void MakeNoKeyAtStart(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // The framework's own class is internal. Where it is called otherwise one day, a key is made that nobody uses, as before.
        foreach (var maker in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(maker);
        }
    }
}
