using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;

namespace CourseComments.TokenService.Tests;

/// <summary>What this service refuses, and that nothing of it is logged.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly TokenServiceFixture _service = new TokenServiceFixture()
        .With("Learners:RequiredRoles:0", RefusalRequests.LearnerRole)
        .With("Logging:LogLevel:Default", "Trace");

    private RefusalRequests _requests = null!;

    public static TheoryData<Refusal> Matrix => [.. RefusalMatrix.OfTokenService];

    public async Task InitializeAsync()
    {
        await _service.StartMomentoAsync();
        await _service.Momento.Cache.SetAddElementAsync(LocalMomento.CacheName, "denied", RefusalRequests.DeniedUser);
        await _service.InitializeAsync();
        _requests = new RefusalRequests(_service.Identity, TestIdentity.Issuer, "a-signing-secret", _service.Time);
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Request_with_one_fault_is_refused_with_its_own_problem(Refusal expected)
    {
        var response = await SendAsync(expected);
        for (var sent = 1; expected.Fault == RefusalMatrix.TooMany && sent < 50 && (int)response.StatusCode != expected.Status; sent++)
        {
            response.Dispose();
            response = await SendAsync(expected);
        }

        using (response)
        {
            Assert.Null(await RefusalAssert.FindFaultAsync(response, expected, _requests));
        }

        Assert.DoesNotContain(_requests.Secrets, secret => _service.Log.Text.Contains(secret.Key, StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> SendAsync(Refusal refusal)
    {
        using var request = _requests.Create(refusal.Door, refusal.Fault);
        return await _service.Client.SendAsync(request);
    }
}
