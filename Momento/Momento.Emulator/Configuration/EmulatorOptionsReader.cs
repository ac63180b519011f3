using System.Net;
using Momento.Emulator.Auth;
using Momento.Emulator.Webhooks;

namespace Momento.Emulator.Configuration;

/// <summary>Reads and validates <see cref="EmulatorOptions"/>.</summary>
internal static class EmulatorOptionsReader
{
    private const int MinimumSecretLength = 24;
    private static readonly TimeSpan MaximumDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaximumLatency = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaximumIdleTime = TimeSpan.FromDays(1);

    /// <exception cref="StartupException">Lists every fault.</exception>
    public static EmulatorOptions Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var section = new SectionReader(configuration.GetSection(EmulatorOptions.SectionName), faults);
        var caches = section.Names(nameof(EmulatorOptions.Caches));
        var options = new EmulatorOptions
        {
            Caches = caches,
            Keys = section.Entries(nameof(EmulatorOptions.Keys), ReadKey, unique: nameof(KeyOptions.Key)),
            RequireAuthentication = section.Flag(nameof(EmulatorOptions.RequireAuthentication)),
            Webhooks = section.Entries(
                nameof(EmulatorOptions.Webhooks), entry => ReadWebhook(entry, caches), unique: nameof(WebhookOptions.Name)),
            DataDirectory = section.OptionalText(nameof(EmulatorOptions.DataDirectory)),
            Sync = section.Flag(nameof(EmulatorOptions.Sync)) ?? false,
            Admin = section.Flag(nameof(EmulatorOptions.Admin)) ?? false,
            SeedFile = section.OptionalText(nameof(EmulatorOptions.SeedFile)),
            Quotas = section.Flag(nameof(EmulatorOptions.Quotas)) ?? false,
            Latency = section.Duration(nameof(EmulatorOptions.Latency), MaximumLatency) ?? TimeSpan.Zero,
            FaultInjection = section.Flag(nameof(EmulatorOptions.FaultInjection)) ?? false,
            TestAdminPort = section.Number<int>(nameof(EmulatorOptions.TestAdminPort), IPEndPoint.MinPort, IPEndPoint.MaxPort),
            TopicIdleTime = section.Duration(nameof(EmulatorOptions.TopicIdleTime), MaximumIdleTime) ?? new EmulatorOptions().TopicIdleTime,
            Chaos = section.Section(nameof(EmulatorOptions.Chaos), ReadChaos),
        };

        if (options is { Sync: true, DataDirectory: null })
        {
            section.Fault(nameof(EmulatorOptions.Sync), $"needs {EmulatorOptions.SectionName}:{nameof(EmulatorOptions.DataDirectory)}");
        }

        if (options.Admin && !options.Keys.Any(key => Credential.ForKey(key.Role).Has(Rights.Administer)))
        {
            section.Fault(nameof(EmulatorOptions.Admin), "needs a key with the role superuser or session");
        }

        section.RefuseUnknownKeys();
        return faults.Count == 0 ? options : throw new StartupException(faults);
    }

    private static KeyOptions? ReadKey(SectionReader entry)
    {
        var key = entry.Text(nameof(KeyOptions.Key));
        var role = entry.Choice<KeyRole>(nameof(KeyOptions.Role));
        return key is null || role is null ? null : new KeyOptions(key, role.Value);
    }

    private static WebhookOptions? ReadWebhook(SectionReader entry, IReadOnlyList<string> caches)
    {
        var name = entry.Text(nameof(WebhookOptions.Name));
        var cache = ReadCache(entry, caches);
        var topic = entry.Text(nameof(WebhookOptions.Topic));
        var url = ReadUrl(entry);
        var secret = ReadSecret(entry);
        return name is null || cache is null || topic is null || url is null || secret is null
            ? null
            : new WebhookOptions(name, cache, topic, url, secret);
    }

    private static ChaosOptions ReadChaos(SectionReader section)
    {
        var defaults = new ChaosOptions();
        return new ChaosOptions
        {
            Seed = section.Number(nameof(ChaosOptions.Seed), ulong.MinValue, ulong.MaxValue) ?? defaults.Seed,
            Drop = Probability(nameof(ChaosOptions.Drop)),
            Duplicate = Probability(nameof(ChaosOptions.Duplicate)),
            Delay = Probability(nameof(ChaosOptions.Delay)),
            MaxDelay = section.Duration(nameof(ChaosOptions.MaxDelay), MaximumDelay) ?? defaults.MaxDelay,
            Reorder = Probability(nameof(ChaosOptions.Reorder)),
        };

        double Probability(string key) => section.Number(key, 0d, 1d) ?? 0;
    }

    private static string? ReadCache(SectionReader entry, IReadOnlyList<string> caches)
    {
        var cache = entry.Text(nameof(WebhookOptions.Cache));
        if (cache is not null && !caches.Contains(cache, StringComparer.Ordinal))
        {
            entry.Fault(nameof(WebhookOptions.Cache), $"is not one of {EmulatorOptions.SectionName}:{nameof(EmulatorOptions.Caches)}");
        }

        return cache;
    }

    private static Uri? ReadUrl(SectionReader entry)
    {
        if (entry.Text(nameof(WebhookOptions.Url)) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return url;
        }

        entry.Fault(nameof(WebhookOptions.Url), "must be an absolute http or https URL");
        return null;
    }

    private static WebhookSecret? ReadSecret(SectionReader entry)
    {
        if (entry.Text(nameof(WebhookOptions.SigningSecret)) is not { } text)
        {
            return null;
        }

        if (text.Length >= MinimumSecretLength)
        {
            return new WebhookSecret(text);
        }

        entry.Fault(nameof(WebhookOptions.SigningSecret), $"must have at least {MinimumSecretLength} characters");
        return null;
    }
}
