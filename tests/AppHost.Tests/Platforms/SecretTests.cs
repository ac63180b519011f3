namespace CourseComments.AppHost.Tests.Platforms;

[Collection(PublishedPlatformsDefinition.Name)]
public sealed class SecretTests(PublishedPlatforms published)
{
    [Theory]
    [InlineData("azure", "Webhook")]
    [InlineData("azure", "Relay")]
    [InlineData("compose", "Webhook")]
    [InlineData("compose", "Relay")]
    [InlineData("kubernetes", "Webhook")]
    [InlineData("kubernetes", "Relay")]
    public async Task No_secret_is_in_what_is_published(string platform, string ingest)
    {
        var files = (await published.ForAsync(platform, ingest)).GetFiles("*", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(PublishedPlatforms.Secret, File.ReadAllText(file.FullName), StringComparison.Ordinal));
    }
}
