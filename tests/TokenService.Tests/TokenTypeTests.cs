using System.Net;

namespace CourseComments.TokenService.Tests;

/// <summary>A provider whose access tokens say that they are some (RFC 9068).</summary>
public sealed class TokenTypeTests : IAsyncLifetime
{
    private readonly TokenServiceFixture _service = new TokenServiceFixture().With("Authentication:Schemes:Bearer:ValidTypes:0", "at+jwt");

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("at+jwt", HttpStatusCode.OK)]
    [InlineData("JWT", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Only_tokens_of_the_configured_type_are_taken(string? type, HttpStatusCode expected)
    {
        using var response = await _service.PostAsync("/api/tokens", _service.Identity.Token("taylor", tokenType: type));

        Assert.Equal(expected, response.StatusCode);
    }
}
