using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Momento.Webhooks;

namespace CourseComments.Benchmarks.Verify;

/// <summary>One live secret, a valid signature.</summary>
[MemoryDiagnoser]
[MinColumn]
[MedianColumn]
[HideColumns("Job", "Toolchain", "IterationCount", "LaunchCount", "WarmupCount", "Error")]
public class Verification
{
    private const string Secret = "only-for-this-machine-and-this-run";
    private readonly SigningSecret[] _secrets = [new(Secret)];
    private readonly byte[] _key = Encoding.UTF8.GetBytes(Secret);
    private readonly byte[] _hash = new byte[HMACSHA3_256.HashSizeInBytes];
    private byte[] _body = [];
    private string _signature = "";

    [Params(200, 4096)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Sign()
    {
        _body = Encoding.ASCII.GetBytes(new string('x', Bytes));
        _signature = WebhookSignature.Compute(_body, _secrets[0]);
    }

    [Benchmark(Baseline = true)]
    public int HashAlone() => HMACSHA3_256.HashData(_key, _body, _hash);

    [Benchmark]
    public SignatureVerification Verify() => WebhookSignature.Verify(_body, _signature, _secrets);
}
