using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Momento.Client.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Later_sources_win()
    {
        var builder = TestHost.Builder(
            ("Momento:Client:ConnectionString", "Endpoint=section.example.com;ApiKey=key"),
            ("Momento:Client:ClientTimeout", "00:00:01"),
            ("Momento:Client:DefaultTtl", "01:00:00"),
            ("Momento:Client:HealthCheckCache", "section"),
            ("Momento:Client:momento:ConnectionString", "Endpoint=named.example.com;ApiKey=key"),
            ("Momento:Client:momento:DefaultTtl", "02:00:00"),
            ("Momento:Client:momento:HealthCheckCache", "named"),
            ("ConnectionStrings:momento", "Endpoint=connection.example.com;ApiKey=key"));
        MomentoClientSettings? settings = null;

        builder.AddMomentoClients("momento", s =>
        {
            settings = s;
            s.HealthCheckCache = "callback";
        });

        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromHours(2), "callback"),
            (settings!.ClientTimeout, settings.DefaultTtl, settings.HealthCheckCache));
        using var host = builder.Build();
        Assert.Equal("connection.example.com", host.Services.GetRequiredService<MomentoConnection>().Endpoint);
    }

    [Fact]
    public void The_callback_may_change_the_connection_string()
    {
        var builder = TestHost.Builder(("ConnectionStrings:momento", "Endpoint=connection.example.com;ApiKey=key"));
        builder.AddMomentoClients("momento", s => s.ConnectionString = "Endpoint=http://localhost:8080");

        using var host = builder.Build();

        Assert.True(host.Services.GetRequiredService<MomentoConnection>().IsPlaintext);
    }

    [Fact]
    public void Endpoint_and_key_do_where_there_is_no_connection_string()
    {
        var builder = TestHost.Builder(("Momento:Client:Endpoint", "cell.example.com"), ("Momento:Client:momento:ApiKey", "key"));
        builder.AddMomentoClients("momento");

        using var host = builder.Build();

        var connection = host.Services.GetRequiredService<MomentoConnection>();
        Assert.Equal(("cell.example.com", "key"), (connection.Endpoint, connection.CreateCredentialProvider().AuthToken));
    }

    [Fact]
    public void Without_settings_a_call_fits_into_a_webhook_and_items_live_a_day()
    {
        MomentoClientSettings? settings = null;
        TestHost.Builder().AddMomentoClients("momento", s => settings = s);

        Assert.InRange(settings!.ClientTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromHours(24), settings.DefaultTtl);
    }

    [Fact]
    public async Task Every_fault_is_listed_at_start_with_its_key_and_without_secrets()
    {
        var builder = TestHost.Builder(
            ("ConnectionStrings:momento", "Endpoint=https://cell.example.com;ApiKey=SECRET"),
            ("Momento:Client:ClientTimeout", "SECRET"),
            ("Momento:Client:momento:DefaultTtl", "-00:00:01"),
            ("Momento:Client:DisableTracing", "perhaps"),
            ("Momento:Client:Timeout", "00:00:01"),
            ("Momento:Client:other:Endpoint", "is another registration's"));
        builder.AddMomentoClients("momento");

        var failure = await StartAsync(builder);

        Assert.Equal(
            [
                "Momento:Client:ClientTimeout is not a TimeSpan.",
                "Momento:Client:DisableTracing is not a Boolean.",
                "Momento:Client:Timeout is not a setting.",
                "Momento:Client:momento:DefaultTtl must be more than zero.",
                "ConnectionStrings:momento: Endpoint is neither a host name nor http://host:port.",
            ],
            failure.Failures);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_connection_is_a_fault_at_start()
    {
        var builder = TestHost.Builder();
        builder.AddMomentoClients("momento");

        Assert.Equal(
            ["ConnectionStrings:momento is missing, and so is Momento:Client:Endpoint."], (await StartAsync(builder)).Failures);
    }

    [Fact]
    public async Task A_missing_key_and_a_misspelt_named_setting_are_faults_at_start()
    {
        var builder = TestHost.Builder(
            ("Momento:Client:momento:Endpoint", "cell.example.com"), ("Momento:Client:momento:Apikeys:One", "SECRET"));
        builder.AddMomentoClients("momento");

        Assert.Equal(
            [
                "Momento:Client:momento:Apikeys is not a setting.",
                "Momento:Client:ApiKey is missing; only an http:// endpoint goes without one.",
            ],
            (await StartAsync(builder)).Failures);
    }

    [Fact]
    public async Task Each_keyed_registration_is_validated_for_itself()
    {
        var builder = TestHost.Builder(("ConnectionStrings:good", "Endpoint=http://localhost:8080"));
        builder.AddKeyedMomentoClients("good");
        builder.AddKeyedMomentoClients("bad");

        Assert.Equal(
            ["ConnectionStrings:bad is missing, and so is Momento:Client:Endpoint."], (await StartAsync(builder)).Failures);
    }

    private static async Task<OptionsValidationException> StartAsync(HostApplicationBuilder builder)
    {
        using var host = builder.Build();
        return await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }
}
