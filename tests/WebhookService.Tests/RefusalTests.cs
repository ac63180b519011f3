using CourseComments.TestSupport;
using CourseComments.TestSupport.Refusals;

namespace CourseComments.WebhookService.Tests;

/// <summary>What this service refuses, and that nothing of it is logged.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly WebhookServiceFixture _service = new WebhookServiceFixture()
        .With("Reading:RequireAuthentication", "true")
        .With("Authentication:Schemes:Bearer:Authority", TestIdentity.Issuer)
        .With("Authentication:Schemes:Bearer:ValidAudiences:0", TestIdentity.Audience)
        .With("Logging:LogLevel:Default", "Trace");

    private RefusalRequests _requests = null!;

    public static TheoryData<Refusal> Matrix => [.. RefusalMatrix.OfWebhookService];

    public async Task InitializeAsync()
    {
        await _service.StartMomentoAsync();
        await _service.Momento.Cache.SetAddElementAsync(LocalMomento.CacheName, "denied", RefusalRequests.DeniedUser);
        await _service.InitializeAsync();
        _requests = new RefusalRequests(_service.Identity, TestIdentity.Issuer, WebhookServiceFixture.CurrentSecret, _service.Time);
    }

    public Task DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Request_with_one_fault_is_refused_with_its_own_problem(Refusal expected)
    {
        using var request = _requests.Create(expected.Door, expected.Fault);
        using var response = await _service.Client.SendAsync(request);

        Assert.Null(await RefusalAssert.FindFaultAsync(response, expected, _requests));
        Assert.DoesNotContain(_requests.Secrets, secret => _service.Log.Text.Contains(secret.Key, StringComparison.Ordinal));
    }
}
