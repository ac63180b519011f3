using System.Security.Cryptography;
using System.Text;

namespace Momento.Webhooks.Tests;

public sealed class WebhookSignatureTests
{
    // The known answer that Momento's own SDK is tested with.
    private const string KnownSignature = "b43f72787eb66410ff110295b036ef828e5686af21b414ce092f02c05deea3da";
    private static readonly SigningSecret KnownSecret = new("1234567890");
    private static readonly byte[] KnownBody = Encoding.UTF8.GetBytes("""{"text":"some text", "another_field": "another field" }""");

    private static readonly SigningSecret Current = new("the-current-signing-secret");
    private static readonly SigningSecret Previous = new("the-previous-signing-secret");

    [Fact]
    public void Known_body_and_secret_give_the_known_signature() =>
        Assert.Equal(KnownSignature, WebhookSignature.Compute(KnownBody, KnownSecret));

    [Fact]
    public void Managed_fallback_gives_the_known_signature()
    {
        var hash = new byte[HmacSha3256.SizeInBytes];
        HmacSha3256.HashDataManaged("1234567890"u8, KnownBody, hash);
        Assert.Equal(KnownSignature, Convert.ToHexStringLower(hash));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(32, 135)]
    [InlineData(136, 136)]
    [InlineData(137, 137)]
    [InlineData(300, 32 * 1024)]
    public void Managed_fallback_and_platform_agree_at_every_block_boundary(int keyLength, int bodyLength)
    {
        if (!HMACSHA3_256.IsSupported)
        {
            return; // Nothing to compare with: the fallback is what this platform uses.
        }

        var key = Enumerable.Range(0, keyLength).Select(index => (byte)index).ToArray();
        var body = Enumerable.Range(0, bodyLength).Select(index => (byte)(index * 7)).ToArray();
        var managed = new byte[HmacSha3256.SizeInBytes];
        HmacSha3256.HashDataManaged(key, body, managed);
        Assert.Equal(HMACSHA3_256.HashData(key, body), managed);
    }

    [Fact]
    public void Signature_of_the_current_secret_is_valid() =>
        Assert.Equal(SignatureVerification.Valid, Verify(WebhookSignature.Compute(KnownBody, Current)));

    [Fact]
    public void Signature_of_the_previous_secret_is_valid() =>
        Assert.Equal(SignatureVerification.Valid, Verify(WebhookSignature.Compute(KnownBody, Previous)));

    [Fact]
    public void Signature_of_another_secret_is_a_mismatch() =>
        Assert.Equal(SignatureVerification.Mismatch, Verify(WebhookSignature.Compute(KnownBody, KnownSecret)));

    [Fact]
    public void Signature_of_another_body_is_a_mismatch()
    {
        var other = KnownBody.ToArray();
        other[^1] ^= 1;
        Assert.Equal(SignatureVerification.Mismatch, Verify(WebhookSignature.Compute(other, Current)));
    }

    [Fact]
    public void Without_secrets_nothing_is_valid() =>
        Assert.Equal(
            SignatureVerification.Mismatch,
            WebhookSignature.Verify(KnownBody, WebhookSignature.Compute(KnownBody, Current), []));

    [Theory]
    [InlineData(null, SignatureVerification.Missing)]
    [InlineData("", SignatureVerification.Missing)]
    [InlineData("b43f", SignatureVerification.Malformed)]
    [InlineData(KnownSignature + "00", SignatureVerification.Malformed)]
    [InlineData("x43f72787eb66410ff110295b036ef828e5686af21b414ce092f02c05deea3da", SignatureVerification.Malformed)]
    [InlineData("B43F72787EB66410FF110295B036EF828E5686AF21B414CE092F02C05DEEA3DA", SignatureVerification.Malformed)]
    [InlineData(KnownSignature + "," + KnownSignature, SignatureVerification.Malformed)]
    public void What_is_no_signature_is_told_apart(string? signature, SignatureVerification expected) =>
        Assert.Equal(expected, WebhookSignature.Verify(KnownBody, signature, [KnownSecret]));

    [Fact]
    public void Verifying_allocates_no_more_than_the_hash_alone()
    {
        var signature = WebhookSignature.Compute(KnownBody, Current);
        SigningSecret[] secrets = [Current, Previous];
        var hash = new byte[HmacSha3256.SizeInBytes];

        var verifying = AllocatedBy(() => WebhookSignature.Verify(KnownBody, signature, secrets));
        var hashing = AllocatedBy(() => HmacSha3256.HashData("the-current-signing-secret"u8, KnownBody, hash));

        Assert.Equal(hashing, verifying);
    }

    private static long AllocatedBy(Action action)
    {
        const int Rounds = 1000;
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        void Run()
        {
            for (var round = 0; round < Rounds; round++)
            {
                action();
            }
        }
    }

    [Fact]
    public void Secret_does_not_print_itself() => Assert.DoesNotContain("current", Current.ToString(), StringComparison.Ordinal);

    private static SignatureVerification Verify(string signature) =>
        WebhookSignature.Verify(KnownBody, signature, [Current, Previous]);
}
