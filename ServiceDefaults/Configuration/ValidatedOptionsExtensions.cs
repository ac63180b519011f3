using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>Registers options that are checked as a whole before the service starts.</summary>
public static class ValidatedOptionsExtensions
{
    /// <summary>
    /// Binds <typeparamref name="TOptions"/> to a section and refuses to start on any fault: unknown keys, unreadable values,
    /// data annotations. All faults are listed at once, each with its key. Inject <see cref="LastValid{TOptions}"/> to follow
    /// changes, and <see cref="IOptions{TOptions}"/> not to.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="sectionName">The section's path.</param>
    /// <param name="allowUnknownKeys">For a section that others read, too.</param>
    public static OptionsBuilder<TOptions> AddValidatedOptions<TOptions>(
        this IServiceCollection services, string sectionName, bool allowUnknownKeys = false)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(provider =>
            new SectionValidator<TOptions>(Section(provider.GetRequiredService<IConfiguration>())));
        services.TryAddSingleton<LastValid<TOptions>>();
        return services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                Section(configuration).Bind(options))
            .ValidateOnStart();

        ConfigurationSectionOptions<TOptions> Section(IConfiguration configuration) =>
            new(configuration.GetSection(sectionName), allowUnknownKeys);
    }

    private sealed class SectionValidator<TOptions>(ConfigurationSectionOptions<TOptions> section) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            var faults = section.FindFaults(options).ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
