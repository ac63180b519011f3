using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.ServiceDefaults.Keys;

internal static class KeyExtensions
{
    /// <summary>
    /// Authentication and YARP bring data protection along, which would write keys into the home directory. No service
    /// protects anything with them, so they stay in memory.
    /// </summary>
    public static void KeepKeysInMemory(this IServiceCollection services) =>
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new ForgetfulKeyRepository();
            options.XmlEncryptor = new NullXmlEncryptor();
        });
}
