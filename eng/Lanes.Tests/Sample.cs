namespace CourseComments.Lanes.Tests;

/// <summary>One program for both lanes: it prints what it was built on.</summary>
internal static class Sample
{
    public const string Program = """
        #if ASPIRE_SDK_PROPS && ASPIRE_SDK_TARGETS
        Console.WriteLine("Aspire.AppHost.Sdk, " + Momento.Sdk.Origin.Name);
        #else
        Console.WriteLine(Momento.Sdk.Origin.Name);
        #endif
        """;

    public const string Project = """
        <Project>
          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
          <Import Project="Sdk.props" Sdk="Aspire.AppHost.Sdk" Version="$(AspireSdkVersion)" Condition="'$(UpstreamPackages)' == 'true'" />
          <PropertyGroup>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Momento.Sdk" />
          </ItemGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
          <Import Project="Sdk.targets" Sdk="Aspire.AppHost.Sdk" Version="$(AspireSdkVersion)" Condition="'$(UpstreamPackages)' == 'true'" />
        </Project>
        """;

    public const string Solution = """
        <Solution>
          <Project Path="App/App.csproj" />
          <Project Path="offline/Momento.Sdk/Momento.Sdk.csproj" />
        </Solution>
        """;

    public const string PlainProject = """
        <Project Sdk="Microsoft.NET.Sdk" />
        """;

    public static string Origin(string name) => $$"""
        namespace Momento.Sdk;

        public static class Origin
        {
            public const string Name = "{{name}}";
        }
        """;
}
