using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CourseComments.ServiceDefaults.Configuration;

/// <summary>
/// Secrets as platforms mount them: a folder with one file for each key, named as its environment variable would be
/// (<c>Webhooks__SigningSecret</c>). Files that change are read anew; they beat everything else.
/// </summary>
internal static class SecretFiles
{
    public static void AddSecretFiles(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SecretOptions>(SecretOptions.SectionName);
        var directory = builder.Configuration[$"{SecretOptions.SectionName}:{nameof(SecretOptions.Directory)}"];
        if (!Directory.Exists(directory))
        {
            // None, or a fault that is listed with all others.
            return;
        }

        builder.Configuration.Add<KeyPerFileConfigurationSource>(source =>
        {
            // Mounted secrets are links that are swapped, which only polling sees on every platform.
            source.FileProvider = new PhysicalFileProvider(Path.GetFullPath(directory)) { UsePollingFileWatcher = true, UseActivePolling = true };
            source.Optional = false;
            source.ReloadOnChange = true;
        });
    }
}
