using CourseComments.TestSupport;

namespace CourseComments.DevIdentity.Tests;

/// <summary>Keys are made at the first start and found again at every later one.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string KeyPath => _folder.PathOf("new/keys.json");

    [Fact]
    public async Task Token_is_good_after_a_restart()
    {
        string token;
        using (var before = new LocalProvider(KeyPath))
        {
            token = (await new WebClient(before.Http).SignInAsync("taylor")).GetProperty("access_token").GetString()!;
        }

        using var after = new LocalProvider(KeyPath);
        var result = await after.ValidateAsync(token, "course-comments");
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task First_starts_at_the_same_time_end_with_the_same_key()
    {
        using var gate = new Barrier(4);
        var keyIds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                gate.SignalAndWait(TimeSpan.FromSeconds(30));
                using var provider = new LocalProvider(KeyPath);
                return Assert.Single((await provider.KeysAsync()).Keys).Kid;
            },
            TaskCreationOptions.LongRunning).Unwrap()));

        Assert.Single(keyIds.Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(Path.GetDirectoryName(KeyPath)!));
    }

    [Fact]
    public async Task Only_the_user_may_read_the_keys()
    {
        using var provider = new LocalProvider(KeyPath);
        await provider.KeysAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        }
    }

    [Fact]
    public async Task Where_keys_cannot_be_written_they_live_as_long_as_the_process()
    {
        await File.WriteAllTextAsync(_folder.PathOf("new"), "A file where the folder would be.");
        using var provider = new LocalProvider(KeyPath);
        var tokens = await new WebClient(provider.Http).SignInAsync("taylor");
        using var restarted = new LocalProvider(KeyPath);

        Assert.True((await provider.ValidateAsync(tokens.GetProperty("access_token").GetString()!, "course-comments")).IsValid);
        Assert.Contains(provider.Logs.All, entry => entry.Contains($"Keys cannot be written to {KeyPath}", StringComparison.Ordinal));
        Assert.NotEqual((await provider.KeysAsync()).Keys[0].Kid, (await restarted.KeysAsync()).Keys[0].Kid);
    }

    [Fact]
    public async Task Without_a_path_keys_live_as_long_as_the_process_and_nothing_is_wrong()
    {
        using var provider = new LocalProvider(keyPath: "");
        await provider.KeysAsync();

        Assert.Contains(provider.Logs.All, entry => entry.Contains("DevIdentity:KeyPath is empty", StringComparison.Ordinal));
        Assert.DoesNotContain(provider.Logs.All, entry => entry.Contains("cannot be written", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"signingKey":"AAAA","encryptionKey":"AAAA"}""")]
    [InlineData("""{"signingKey":null,"encryptionKey":null}""")]
    public async Task Damaged_file_is_named_and_nothing_starts(string content)
    {
        var path = _folder.PathOf("damaged.json");
        await File.WriteAllTextAsync(path, content);
        var (exitCode, _, errors) = await ServiceProcess.RunToEndAsync(typeof(Program).Assembly, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["DevIdentity__Issuer"] = LocalProvider.Issuer,
            ["DevIdentity__KeyPath"] = path,
        });

        Assert.Equal(1, exitCode);
        Assert.Contains($"DevIdentity:KeyPath: {path} is there but holds no keys", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
    }

    public void Dispose() => _folder.Dispose();
}
