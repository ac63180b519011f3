using System.Net;
using CourseComments.TestSupport;

namespace CourseComments.WebhookService.Tests;

/// <summary>Signing secrets that change while the service runs, in files as platforms mount them.</summary>
public sealed class SecretRotationTests : IAsyncLifetime
{
    private const string NewSecret = "the-signing-secret-from-tomorrow-on";

    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("secrets-");
    private readonly WebhookServiceFixture _service;
    private ulong _sequence;

    public SecretRotationTests()
    {
        Write("SigningSecret", WebhookServiceFixture.CurrentSecret);
        Write("PreviousSigningSecret", "");
        _service = new WebhookServiceFixture().With("Secrets:Directory", _secrets.FullName);
    }

    public Task InitializeAsync() => _service.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    [Fact]
    public async Task New_secret_is_taken_without_a_restart_and_the_one_before_as_long_as_it_is_there()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(WebhookServiceFixture.CurrentSecret));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(NewSecret));

        Write("PreviousSigningSecret", WebhookServiceFixture.CurrentSecret);
        Write("SigningSecret", NewSecret);
        await TakesAsync(NewSecret);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(WebhookServiceFixture.CurrentSecret));

        Write("PreviousSigningSecret", "");
        await RefusesAsync(WebhookServiceFixture.CurrentSecret);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(NewSecret));
    }

    [Fact]
    public async Task Secret_that_is_too_short_is_not_taken_and_the_one_that_was_valid_stays()
    {
        Write("SigningSecret", "too-short");
        await Eventually.GetAsync("a log entry about the fault", () => Task.FromResult(
            _service.Log.All.FirstOrDefault(entry => entry.Message.Contains("Webhooks:SigningSecret: must have", StringComparison.Ordinal))));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(WebhookServiceFixture.CurrentSecret));
        Assert.DoesNotContain("too-short", _service.Log.Text, StringComparison.Ordinal);
    }

    private Task TakesAsync(string secret) => Eventually.IsSoAsync(
        "the secret to be taken", async () => await PostAsync(secret) == HttpStatusCode.OK);

    private Task RefusesAsync(string secret) => Eventually.IsSoAsync(
        "the secret to be refused", async () => await PostAsync(secret) == HttpStatusCode.Forbidden);

    private void Write(string key, string value) => File.WriteAllText(Path.Combine(_secrets.FullName, $"Webhooks__{key}"), value);

    private async Task<HttpStatusCode> PostAsync(string secret)
    {
        using var response = await _service.PostSignedAsync(_service.Event(sequence: ++_sequence), secret);
        return response.StatusCode;
    }
}
