using System.Text.Json.Serialization;
using CourseComments.TokenService.Administration;
using CourseComments.TokenService.Publishing;
using CourseComments.TokenService.Tokens;

namespace CourseComments.TokenService;

/// <summary>What requests and answers are made of. By reflection, each start would find it out anew.</summary>
[JsonSerializable(typeof(DeniedResponse))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class TokenServiceJsonContext : JsonSerializerContext;
