using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;

namespace Momento.Client;

/// <summary>Names gRPC's spans by their method and describes them as OpenTelemetry's conventions for RPC have it.</summary>
internal sealed class GrpcSpanProcessor : BaseProcessor<Activity>
{
    public const string SourceName = "Grpc.Net.Client";

    private const string MethodTag = "grpc.method";
    private const string StatusTag = "grpc.status_code";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != SourceName || data.GetTagItem(MethodTag) is not string path
            || path.Split('/') is not [_, var service, var method])
        {
            return;
        }

        data.DisplayName = $"{service}/{method}";
        data.SetTag("rpc.system", "grpc").SetTag("rpc.service", service).SetTag("rpc.method", method).SetTag(MethodTag, null);
        if (int.TryParse(data.GetTagItem(StatusTag) as string, CultureInfo.InvariantCulture, out var status))
        {
            data.SetTag("rpc.grpc.status_code", status).SetTag(StatusTag, null);
            data.SetStatus(status == 0 ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        }
    }
}
