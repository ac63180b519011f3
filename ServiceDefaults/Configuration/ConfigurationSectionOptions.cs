using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>
/// Binds one configuration section to an options class and finds every fault in it: unknown keys, values that
/// cannot be converted, and what data annotations and <see cref="IValidatableObject"/> refuse. Faults name the
/// key and never repeat the value, which may be a secret.
/// </summary>
internal sealed class ConfigurationSectionOptions<TOptions>(IConfigurationSection section, bool allowUnknownKeys)
    where TOptions : class
{
    private static readonly PropertyInfo[] Properties =
        [.. typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    public void Bind(TOptions options) => Bind(options, _ => { });

    public IEnumerable<string> FindFaults(TOptions options)
    {
        var faults = new List<string>();
        faults.AddRange(section.GetChildren()
            .Where(child => !allowUnknownKeys && !Properties.Any(property => Names(property, child.Key)))
            .Select(child => $"{child.Path}: is not a known key. Known are {string.Join(", ", Properties.Select(property => property.Name))}."));
        Bind(options, faults.Add);

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        faults.AddRange(results.Select(result => $"{KeyOf(result)}: {result.ErrorMessage}"));
        return faults;
    }

    private void Bind(TOptions options, Action<string> onFault)
    {
        foreach (var property in Properties)
        {
            var value = section.GetSection(property.Name);
            if (!value.Exists())
            {
                continue;
            }

            try
            {
                property.SetValue(options, value.Get(property.PropertyType, binder => binder.ErrorOnUnknownConfiguration = true));
            }
            catch (InvalidOperationException)
            {
                onFault($"{value.Path}: cannot be read as {TypeName(property.PropertyType)}.");
            }
        }
    }

    private string KeyOf(ValidationResult result)
    {
        var members = string.Join(", ", result.MemberNames.Select(member => $"{section.Path}:{member}"));
        return members.Length == 0 ? section.Path : members;
    }

    private static bool Names(PropertyInfo property, string key) =>
        string.Equals(property.Name, key, StringComparison.OrdinalIgnoreCase);

    private static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;
}
