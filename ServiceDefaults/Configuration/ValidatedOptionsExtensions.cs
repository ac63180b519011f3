using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>Registers options that are checked as a whole before the service starts.</summary>
public static class ValidatedOptionsExtensions
{
    /// <summary>
    /// Binds <typeparamref name="TOptions"/> to a section, follows its changes, and refuses to start on any fault:
    /// unknown keys, unreadable values, data annotations. All faults are listed at once, each with its key.
    /// </summary>
    public static OptionsBuilder<TOptions> AddValidatedOptions<TOptions>(this IServiceCollection services, string sectionName)
        where TOptions : class
    {
        services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(provider =>
            new ConfigurationChangeTokenSource<TOptions>(provider.GetRequiredService<IConfiguration>().GetSection(sectionName)));
        services.AddSingleton<IValidateOptions<TOptions>>(provider =>
            new SectionValidator<TOptions>(provider.GetRequiredService<IConfiguration>().GetSection(sectionName)));
        return services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                new ConfigurationSectionOptions<TOptions>(configuration.GetSection(sectionName)).Bind(options))
            .ValidateOnStart();
    }

    private sealed class SectionValidator<TOptions>(IConfigurationSection section) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            var faults = new ConfigurationSectionOptions<TOptions>(section).FindFaults(options).ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
