namespace Momento.Webhooks;

/// <summary>How a signature check ended. For logs and metrics: the sender only ever learns that it was refused.</summary>
public enum SignatureVerification
{
    /// <summary>One of the secrets signed these bytes.</summary>
    Valid,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>The signature is not 64 lower-case hexadecimal digits.</summary>
    Malformed,

    /// <summary>None of the secrets signed these bytes.</summary>
    Mismatch,
}
