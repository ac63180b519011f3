using System.ComponentModel.DataAnnotations;
using CourseComments.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Tests;

public sealed class ValidatedOptionsTests
{
    [Fact]
    public void Values_are_bound_and_defaults_stay()
    {
        var options = Bind(new() { ["Sample:Count"] = "3", ["Sample:Names:0"] = "a", ["Sample:Names:1"] = "b", ["Sample:Secret"] = "s" });
        Assert.Equal(3, options.Count);
        Assert.Equal(["a", "b"], options.Names);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Wait);
    }

    [Fact]
    public void All_faults_are_listed_at_once_each_with_its_key_and_without_its_value()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Bind(new()
        {
            ["Sample:Count"] = "many",
            ["Sample:Wait"] = "1.00:00:00",
            ["Sample:Nested:Unknown"] = "hidden-value",
            ["Sample:Secrets"] = "hidden-value",
        }));

        var faults = exception.Failures.ToList();
        Assert.Contains("Sample:Count: cannot be read as Int32.", faults);
        Assert.Contains("Sample:Wait: is too long.", faults);
        Assert.Contains(faults, fault => fault.StartsWith("Sample:Nested", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Sample:Secrets: is not a known key.", StringComparison.Ordinal));
        Assert.Contains("Sample:Secret: is missing.", faults);
        Assert.DoesNotContain("hidden-value", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_configuration_is_followed()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Sample:Secret"] = "first" }).Build();
        using var services = Services(configuration);
        var options = services.GetRequiredService<LastValid<SampleOptions>>();
        Assert.Equal("first", options.Current.Secret);

        configuration["Sample:Secret"] = "second";
        configuration.Reload();

        Assert.Equal("second", options.Current.Secret);
    }

    [Fact]
    public void A_change_with_faults_leaves_what_was_valid()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Sample:Secret"] = "first" }).Build();
        using var services = Services(configuration);
        var options = services.GetRequiredService<LastValid<SampleOptions>>();

        configuration["Sample:Secret"] = null;
        configuration.Reload();
        Assert.Equal("first", options.Current.Secret);

        configuration["Sample:Secret"] = "third";
        configuration.Reload();
        Assert.Equal("third", options.Current.Secret);
    }

    private static SampleOptions Bind(Dictionary<string, string?> values)
    {
        using var services = Services(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<SampleOptions>>().Value;
    }

    private static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration);
        services.AddValidatedOptions<SampleOptions>("Sample");
        return services.BuildServiceProvider();
    }

    private sealed class SampleOptions
    {
        public int Count { get; set; } = 1;

        [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "is too long.")]
        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(1);

        public string[] Names { get; set; } = [];

        public NestedOptions? Nested { get; set; }

        [Required(ErrorMessage = "is missing.")]
        public string? Secret { get; set; }
    }

    private sealed class NestedOptions
    {
        public string? Known { get; set; }
    }
}
