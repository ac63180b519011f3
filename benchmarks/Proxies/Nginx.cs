using System.Diagnostics;
using CourseComments.Benchmarks.Load;

namespace CourseComments.Benchmarks.Proxies;

/// <summary>nginx with one route, as its users set it up.</summary>
internal static class Nginx
{
    // What the configuration of Debian's package (nginx 1.22) sets, but for TLS, its user and where its files are.
    private const string AsPackaged = """
        sendfile on; tcp_nopush on; types_hash_max_size 2048; gzip on;
        include /etc/nginx/mime.types; default_type application/octet-stream;
        access_log access.log;
        """;

    private const string ToUpstream = """proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection "";""";

    /// <summary>
    /// Debian's package with the site that Microsoft's guide gives for ASP.NET Core on Linux. That site names no upstream, so
    /// that nginx before 1.29.7 opens a connection to the service for every request.
    /// </summary>
    /// <seealso href="https://learn.microsoft.com/aspnet/core/host-and-deploy/linux-nginx"/>
    public static Task<RunningService> StartByTheGuideAsync(RunningService behind) => StartAsync(AsPackaged, $"""
        proxy_pass {LocalSystem.Origin(behind)};
        proxy_http_version 1.1; proxy_cache_bypass $http_upgrade;
        proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection keep-alive; proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;
        """);

    /// <summary>
    /// Debian's package, and as many connections to the service kept as a worker may have idle. The example in nginx's manual
    /// keeps 16.
    /// </summary>
    /// <seealso href="https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive"/>
    public static Task<RunningService> StartWithKeptConnectionsAsync(RunningService behind, int connections) =>
        StartAsync($"{AsPackaged} {Upstream(behind, $"keepalive {connections};")}", ToUpstream);

    /// <summary>Nothing is written down, and no connection is closed because it has served enough.</summary>
    public static Task<RunningService> StartTunedAsync(RunningService behind) => StartAsync(
        $"access_log off; keepalive_requests 1000000; {Upstream(behind, "keepalive 64; keepalive_requests 1000000;")}", ToUpstream);

    private static string Upstream(RunningService behind, string settings) => $"upstream behind {{ server {behind.Url.Authority}; {settings} }}";

    private static Task<RunningService> StartAsync(string http, string location)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("nginx-").FullName, Machine.FreePort());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            worker_processes auto;
            pid {{folder}}/pid;
            error_log stderr error;
            events { worker_connections 1024; }
            http {
              {{http}}
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              server {
                listen 127.0.0.1:{{port}};
                location / { {{location}} }
              }
            }
            """);
        var start = new ProcessStartInfo("nginx", ["-e", "stderr", "-p", folder, "-c", Path.Combine(folder, "nginx.conf")]);
        return RunningService.StartAsync(start, new Uri($"http://127.0.0.1:{port}"));
    }
}
