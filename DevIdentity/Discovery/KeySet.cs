using System.Text.Json.Serialization;
using CourseComments.DevIdentity.SignIn;

namespace CourseComments.DevIdentity.Discovery;

/// <summary>A JSON Web Key Set (RFC 7517, section 5).</summary>
internal sealed record KeySet([property: JsonPropertyName("keys")] PublicKey[] Keys);
