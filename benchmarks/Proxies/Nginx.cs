using System.ComponentModel;
using System.Diagnostics;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Proxies;

/// <summary>nginx with one route, and connections to the service that are kept.</summary>
internal static class Nginx
{
    /// <summary>What the configuration of Debian's package (nginx 1.22) sets, but for TLS, its user and where its files are.</summary>
    public const string AsPackaged = """
        sendfile on; tcp_nopush on; types_hash_max_size 2048; gzip on;
        include /etc/nginx/mime.types; default_type application/octet-stream;
        access_log access.log;
        """;

    /// <summary>Nothing is written down, and no connection is closed because it has served enough.</summary>
    public const string Tuned = "access_log off; keepalive_requests 1000000;";

    /// <returns>Null, and says so, where there is none.</returns>
    public static async Task<RunningService?> StartAsync(RunningService behind, string settings)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("nginx-").FullName, Machine.FreePort());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            worker_processes auto;
            pid {{folder}}/pid;
            error_log stderr error;
            events { worker_connections 1024; }
            http {
              {{settings}}
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              upstream behind { server 127.0.0.1:{{behind.Url.Port}}; keepalive 64; {{(settings == Tuned ? "keepalive_requests 1000000;" : "")}} }
              server {
                listen 127.0.0.1:{{port}};
                location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            }
            """);
        try
        {
            var start = new ProcessStartInfo("nginx", ["-e", "stderr", "-p", folder, "-c", Path.Combine(folder, "nginx.conf")]);
            return await RunningService.StartAsync(start, new Uri($"http://127.0.0.1:{port}"));
        }
        catch (Win32Exception)
        {
            Console.WriteLine("Skipped: nginx, as there is none on this machine.");
            return null;
        }
    }
}
