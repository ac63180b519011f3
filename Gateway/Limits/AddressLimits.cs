namespace CourseComments.Gateway.Limits;

/// <summary>The limits of a policy for routes on which nobody signs in.</summary>
internal class AddressLimits
{
    /// <summary>For all requests of one client address together.</summary>
    public Rate? PerAddress { get; set; }
}
