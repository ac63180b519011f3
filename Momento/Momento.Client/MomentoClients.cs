using Momento.Sdk;
using Momento.Sdk.Auth;
using Momento.Sdk.Config;

namespace Momento.Client;

/// <summary>
/// Makes the SDK's clients. They get no logger: at Trace the SDK writes out keys, values and the ends of tokens. What it has to
/// say about a call is in the call's response.
/// </summary>
internal static class MomentoClients
{
    public static ICacheClient Cache(MomentoClientOptions options) => new CacheClient(
        Configurations.InRegion.Default.Latest().WithClientTimeout(options.Settings.ClientTimeout),
        Credentials(options),
        options.Settings.DefaultTtl);

    public static ITopicClient Topics(MomentoClientOptions options) => new TopicClient(
        TopicConfigurations.InRegion.Default.Latest().WithClientTimeout(options.Settings.ClientTimeout),
        Credentials(options));

    public static IAuthClient Auth(MomentoClientOptions options)
    {
        var configuration = AuthConfigurations.Default.Latest();
        var transport = configuration.TransportStrategy.WithClientTimeout(options.Settings.ClientTimeout);
        return new AuthClient(configuration.WithTransportStrategy(transport), Credentials(options));
    }

    public static ITopicPublisher Publisher(MomentoClientOptions options) =>
        new TopicPublisher(Credentials(options), options.Settings.ClientTimeout);

    private static ICredentialProvider Credentials(MomentoClientOptions options) => options.Connection!.CreateCredentialProvider();
}
