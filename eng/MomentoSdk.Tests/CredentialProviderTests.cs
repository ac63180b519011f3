using System.Buffers.Text;
using System.Text;
using Momento.Sdk.Auth;
using Momento.Sdk.Exceptions;

namespace MomentoSdk.Tests;

public sealed class CredentialProviderTests
{
    [Fact]
    public void A_v2_key_goes_with_the_endpoint_it_is_given()
    {
        var key = Jwt("""{"t":"g"}""");
        var provider = new ApiKeyV2TokenProvider(key, "cell.example.com");

        Assert.Equal(key, provider.AuthToken);
        Assert.Equal(
            ("control.cell.example.com", "cache.cell.example.com", "token.cell.example.com", true),
            (provider.ControlEndpoint, provider.CacheEndpoint, provider.TokenEndpoint, provider.SecureEndpoints));
        Assert.Equal("elsewhere", provider.WithCacheEndpoint("elsewhere").CacheEndpoint);
    }

    [Fact]
    public void A_legacy_key_names_its_hosts()
    {
        var key = Jwt("""{"cp":"control.example.com","c":"cache.example.com"}""");
        var provider = new DisposableTokenProvider(key);

        Assert.Equal(
            (key, "control.example.com", "cache.example.com", "cache.example.com"),
            (provider.AuthToken, provider.ControlEndpoint, provider.CacheEndpoint, provider.TokenEndpoint));
    }

    [Fact]
    public void A_local_provider_is_plaintext_on_8080_unless_told_otherwise()
    {
        var provider = new MomentoLocalProvider();

        Assert.Equal(("127.0.0.1:8080", "", false), (provider.CacheEndpoint, provider.AuthToken, provider.SecureEndpoints));
        Assert.Equal("host:9", new MomentoLocalProvider("host", 9).TokenEndpoint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("e30=")]
    [InlineData("a.b.c")]
    public void A_key_of_the_wrong_kind_is_refused_without_repeating_it(string key)
    {
        Assert.Throws<InvalidArgumentException>(() => new ApiKeyV2TokenProvider(key, "cell.example.com"));
        var refused = Assert.Throws<InvalidArgumentException>(() => new DisposableTokenProvider(key));

        Assert.True(key.Length == 0 || !refused.ToString().Contains($"'{key}'", StringComparison.Ordinal));
        Assert.Throws<InvalidArgumentException>(() => new DisposableTokenProvider(Jwt("""{"t":"g"}""")));
    }

    private static string Jwt(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.sig";
}
