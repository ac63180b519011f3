using System.Text;

namespace Momento.Client.Tests;

public sealed class MomentoConnectionTests
{
    private const string Host = "cell-4-us-west-2-1.prod.a.momentohq.com";

    [Fact]
    public void A_host_is_spoken_to_over_tls_by_the_names_of_its_services()
    {
        var connection = MomentoConnection.Parse($"Endpoint={Host};ApiKey=a.jwt.key");
        var credentials = connection.CreateCredentialProvider();

        Assert.Equal((Host, false), (connection.Endpoint, connection.IsPlaintext));
        Assert.Equal(
            ($"control.{Host}", $"cache.{Host}", $"token.{Host}", "a.jwt.key", true),
            (credentials.ControlEndpoint, credentials.CacheEndpoint, credentials.TokenEndpoint, credentials.AuthToken, credentials.SecureEndpoints));
    }

    [Theory]
    [InlineData("http://localhost:8080", "localhost:8080")]
    [InlineData("http://127.0.0.1:18080/", "127.0.0.1:18080")]
    [InlineData("http://[::1]:8080", "[::1]:8080")]
    [InlineData("HTTP://momento-emulator", "momento-emulator:80")]
    public void An_http_url_is_one_plaintext_endpoint_for_everything(string endpoint, string authority)
    {
        var connection = MomentoConnection.Parse($"Endpoint={endpoint};ApiKey=");
        var credentials = connection.CreateCredentialProvider();

        Assert.Equal((endpoint, true), (connection.Endpoint, connection.IsPlaintext));
        Assert.Equal(
            (authority, authority, authority, "", false),
            (credentials.ControlEndpoint, credentials.CacheEndpoint, credentials.TokenEndpoint, credentials.AuthToken, credentials.SecureEndpoints));
    }

    [Fact]
    public void A_v1_key_is_unwrapped()
    {
        var v1 = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"endpoint":"cell.example.com","api_key":"inner.key"}"""));

        var connection = MomentoConnection.Parse($"Endpoint={Host};ApiKey={v1}");

        Assert.Equal("inner.key", connection.CreateCredentialProvider().AuthToken);
    }

    [Theory]
    [InlineData("c2VjcmV0")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    public void Base64_that_wraps_no_key_is_sent_as_it_is(string key)
    {
        Assert.Equal(key, MomentoConnection.Parse($"ApiKey={key};Endpoint={Host}").CreateCredentialProvider().AuthToken);
    }

    [Fact]
    public void Keywords_may_have_any_case_and_spaces_around_them()
    {
        Assert.Equal(Host, MomentoConnection.Parse($" endpoint = {Host} ; APIKEY = key ").Endpoint);
    }

    [Theory]
    [InlineData(null, "Endpoint is missing.", "ApiKey is missing; only an http:// endpoint goes without one.")]
    [InlineData("ApiKey=SECRET", "Endpoint is missing.")]
    [InlineData("Endpoint=;ApiKey=SECRET", "Endpoint is missing.")]
    [InlineData("Endpoint=cell.example.com", "ApiKey is missing; only an http:// endpoint goes without one.")]
    [InlineData("Endpoint=https://cell.example.com;ApiKey=SECRET", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=cell.example.com:443;ApiKey=SECRET", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=10.0.0.1;ApiKey=SECRET", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=http://;ApiKey=SECRET", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=http://host:port;ApiKey=SECRET", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=http://host:80/path;ApiKey=SECRET", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=http://user:SECRET@host:80", "Endpoint is neither a host name nor http://host:port.")]
    [InlineData("Endpoint=cell.example.com;ApiKey=SECRET;Ttl=1", "It has the unknown keyword 'ttl'; known are Endpoint and ApiKey.")]
    [InlineData("Endpoint=cell.example.com;ApiKey=SECRETé", "ApiKey has characters that no key has.")]
    [InlineData("SECRET", "It is no list of Keyword=value; pairs.")]
    [InlineData("Endpoint=cell.example.com;ApiKey='SECRET", "It is no list of Keyword=value; pairs.")]
    public void What_is_wrong_is_said_without_the_key(string? connectionString, params string[] expected)
    {
        Assert.False(MomentoConnection.TryParse(connectionString, out var connection, out var faults));

        Assert.Null(connection);
        Assert.Equal(expected, faults);
        Assert.DoesNotContain(faults, f => f.Contains("SECRET", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(string.Join(" ", expected), Assert.Throws<FormatException>(() => MomentoConnection.Parse(connectionString!)).Message);
    }

    [Theory]
    [InlineData("Endpoint=cell.example.com;ApiKey=SECRET", "Endpoint=cell.example.com;ApiKey=(secret)")]
    [InlineData("Endpoint=http://localhost:8080;ApiKey=", "Endpoint=http://localhost:8080")]
    public void It_prints_itself_without_the_key(string connectionString, string expected)
    {
        Assert.Equal(expected, MomentoConnection.Parse(connectionString).ToString());
    }

    [Fact]
    public void Another_cache_endpoint_changes_nothing_else()
    {
        var credentials = MomentoConnection.Parse($"Endpoint={Host};ApiKey=key").CreateCredentialProvider().WithCacheEndpoint("elsewhere");

        Assert.Equal(
            ("elsewhere", $"control.{Host}", "key", true),
            (credentials.CacheEndpoint, credentials.ControlEndpoint, credentials.AuthToken, credentials.SecureEndpoints));
    }
}
