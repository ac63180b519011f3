namespace CourseComments.Gateway.Limits;

/// <summary>The limits of a policy for routes on which users are told apart.</summary>
internal sealed class UserLimits : AddressLimits
{
    /// <summary>For all requests of one user together, from wherever they come.</summary>
    public Rate? PerUser { get; set; }
}
