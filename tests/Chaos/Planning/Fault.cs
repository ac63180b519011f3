using System.Globalization;

namespace CourseComments.Chaos.Planning;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Target">What it hits.</param>
/// <param name="Kind">What is done to it.</param>
/// <param name="At">When, from the beginning of the round.</param>
/// <param name="Paused">How long it stands still; nothing for <see cref="FaultKind.Kill"/>.</param>
/// <param name="Down">How long it is gone until it is started again; nothing for <see cref="FaultKind.Pause"/>.</param>
internal sealed record Fault(Target Target, FaultKind Kind, TimeSpan At, TimeSpan Paused, TimeSpan Down)
{
    public TimeSpan End => At + Paused + Down;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{At.TotalSeconds,7:0.000} s  {Kind} {Target}: still for {Paused.TotalSeconds:0.000} s, gone for {Down.TotalSeconds:0.000} s");
}
