using System.ComponentModel;
using System.Diagnostics;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Proxies;

/// <summary>nginx with one route, connections to the service that are kept, and no access log.</summary>
internal static class Nginx
{
    /// <returns>Null, and says so, where there is none.</returns>
    public static async Task<RunningService?> StartAsync(RunningService behind)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("nginx-").FullName, Machine.FreePort());
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            worker_processes auto;
            pid {{folder}}/pid;
            error_log stderr error;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              keepalive_requests 1000000;
              upstream behind { server 127.0.0.1:{{behind.Url.Port}}; keepalive 64; keepalive_requests 1000000; }
              server {
                listen 127.0.0.1:{{port}};
                location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            }
            """);
        try
        {
            var start = new ProcessStartInfo("nginx", ["-e", "stderr", "-c", Path.Combine(folder, "nginx.conf")]);
            return await RunningService.StartAsync(start, new Uri($"http://127.0.0.1:{port}"));
        }
        catch (Win32Exception)
        {
            Console.WriteLine("Skipped: nginx, as there is none on this machine.");
            return null;
        }
    }
}
