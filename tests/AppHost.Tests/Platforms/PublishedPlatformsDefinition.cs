namespace CourseComments.AppHost.Tests.Platforms;

/// <summary>The tests of what is published, each platform once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class PublishedPlatformsDefinition : ICollectionFixture<PublishedPlatforms>
{
    public const string Name = "Published platforms";
}
