namespace CourseComments.AppHost.Tests;

/// <summary>The tests of one running system.</summary>
[CollectionDefinition(Name)]
public sealed class AppHostDefinition : ICollectionFixture<AppHostFixture>
{
    public const string Name = "AppHost";
}
