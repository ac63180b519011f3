using System.Text.Json.Serialization;
using CourseComments.DevIdentity.SignIn;

namespace CourseComments.DevIdentity;

/// <summary>What requests and answers are made of. By reflection, each start would find it out anew.</summary>
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInResponse))]
internal sealed partial class DevIdentityJsonContext : JsonSerializerContext;
