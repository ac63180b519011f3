using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CourseComments.Images.Tests;

/// <summary>As much of a container registry (the OCI distribution specification) as one image is pulled from and pushed to with.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();
    private readonly ConcurrentDictionary<string, MemoryStream> _uploads = new();
    private readonly ConcurrentDictionary<string, Manifest> _manifests = new();

    private int _begun;

    private Registry(WebApplication application) => _application = application;

    /// <summary>Host and port, as an image's name begins.</summary>
    public string Name => new Uri(_application.Urls.Single()).Authority;

    /// <summary>What the manifests that were pushed are named, and their content.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> Pushed => _manifests
        .Where(manifest => manifest.Value.IsPushed)
        .Select(manifest => KeyValuePair.Create(manifest.Key, manifest.Value.Content));

    public static async Task<Registry> StartAsync(BaseImage image)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var registry = new Registry(builder.Build());
        foreach (var blob in image.Blobs)
        {
            registry._blobs[BaseImage.DigestOf(blob)] = blob;
        }

        registry._manifests[$"{BaseImage.Repository}:{BaseImage.Tag}"] = registry._manifests[$"{BaseImage.Repository}:{BaseImage.DigestOf(image.Manifest)}"] =
            new Manifest(BaseImage.ManifestType, image.Manifest, IsPushed: false);
        registry.Map();
        await registry._application.StartAsync();
        return registry;
    }

    public bool HasBlob(string digest) => _blobs.ContainsKey(digest);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Map()
    {
        _application.MapGet("/v2/", () => Results.Ok());
        // A repository's name has slashes, and a route's catch-all is its last part.
        _application.MapMethods("/v2/{**path}", ["GET", "HEAD"], Read);
        _application.MapPost("/v2/{**path}", Begin);
        _application.MapPatch("/v2/{**path}", AppendAsync);
        _application.MapPut("/v2/{**path}", FinishAsync);
    }

    private async Task Read(HttpContext context, string path)
    {
        var (repository, kind, reference) = Split(path);
        var (type, content) = kind == "manifests"
            ? _manifests.TryGetValue($"{repository}:{reference}", out var manifest) ? (manifest.Type, manifest.Content) : default
            : _blobs.TryGetValue(reference, out var blob) ? ("application/octet-stream", blob) : default;
        if (content is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        context.Response.Headers["Docker-Content-Digest"] = BaseImage.DigestOf(content);
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content);
        }
    }

    private IResult Begin(HttpResponse response, string path)
    {
        var upload = $"upload-{Interlocked.Increment(ref _begun)}";
        _uploads[upload] = new MemoryStream();
        response.Headers.Location = $"/v2/{path.TrimEnd('/')}/{upload}";
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> AppendAsync(HttpRequest request, string path)
    {
        if (!_uploads.TryGetValue(Split(path).Reference, out var upload))
        {
            return Results.NotFound();
        }

        await request.Body.CopyToAsync(upload);
        request.HttpContext.Response.Headers.Location = request.Path.Value;
        request.HttpContext.Response.Headers.Range = $"0-{upload.Length - 1}";
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> FinishAsync(HttpRequest request, string path)
    {
        var (repository, kind, reference) = Split(path);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (kind == "manifests")
        {
            _manifests[$"{repository}:{reference}"] = new Manifest(request.ContentType ?? "", body.ToArray(), IsPushed: true);
            return Results.StatusCode(StatusCodes.Status201Created);
        }

        if (!_uploads.TryRemove(reference, out var upload))
        {
            return Results.NotFound();
        }

        body.WriteTo(upload);
        var content = upload.ToArray();
        if (BaseImage.DigestOf(content) != request.Query["digest"])
        {
            return Results.BadRequest();
        }

        _blobs[BaseImage.DigestOf(content)] = content;
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    /// <summary><c>dotnet/aspnet/manifests/10.0</c>, <c>dotnet/aspnet/blobs/sha256:…</c> or <c>dotnet/aspnet/blobs/uploads/…</c>.</summary>
    private static (string Repository, string Kind, string Reference) Split(string path)
    {
        var parts = path.TrimEnd('/').Split('/');
        var kind = Array.FindLastIndex(parts, part => part is "manifests" or "blobs");
        return kind < 0 ? default : (string.Join('/', parts[..kind]), parts[kind], parts[^1]);
    }

    private sealed record Manifest(string Type, byte[] Content, bool IsPushed);
}
