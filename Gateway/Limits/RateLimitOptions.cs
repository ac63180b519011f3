using System.ComponentModel.DataAnnotations;

namespace CourseComments.Gateway.Limits;

/// <summary>The limits of each policy that a route can name as its <c>RateLimiterPolicy</c>. The defaults are in appsettings.json.</summary>
internal sealed class RateLimitOptions : IValidatableObject
{
    public const string SectionName = "RateLimits";
    private const double Most = 1_000_000;

    /// <summary>Every policy by its name.</summary>
    public static IReadOnlyList<string> Policies { get; } =
        [nameof(Minting), nameof(Publishing), nameof(Reading), nameof(Webhooks), nameof(Administration)];

    /// <summary>The claim of a validated bearer token that tells users apart; <c>Learners:IdClaim</c> of TokenService.</summary>
    [Required(ErrorMessage = "is missing.")]
    public string UserClaim { get; set; } = "sub";

    public UserLimits? Minting { get; set; }

    public UserLimits? Publishing { get; set; }

    public UserLimits? Reading { get; set; }

    public AddressLimits? Webhooks { get; set; }

    public UserLimits? Administration { get; set; }

    /// <returns>Null for a name that is no policy's.</returns>
    public AddressLimits? Of(string? policy) => policy switch
    {
        nameof(Minting) => Minting,
        nameof(Publishing) => Publishing,
        nameof(Reading) => Reading,
        nameof(Webhooks) => Webhooks,
        nameof(Administration) => Administration,
        _ => null,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var policy in Policies)
        {
            var limits = Of(policy);
            var faults = Faults($"{policy}:{nameof(AddressLimits.PerAddress)}", limits?.PerAddress);
            if (policy != nameof(Webhooks))
            {
                faults = faults.Concat(Faults($"{policy}:{nameof(UserLimits.PerUser)}", (limits as UserLimits)?.PerUser));
            }

            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<ValidationResult> Faults(string key, Rate? rate)
    {
        // Written so that NaN is a fault, too.
        if (!(rate?.PerSecond is >= 0.001 and <= Most))
        {
            yield return new ValidationResult("must be between 0.001 and 1000000.", [$"{key}:{nameof(Rate.PerSecond)}"]);
        }

        if (!(rate?.Burst is >= 1 and <= (int)Most))
        {
            yield return new ValidationResult("must be between 1 and 1000000.", [$"{key}:{nameof(Rate.Burst)}"]);
        }
    }
}
