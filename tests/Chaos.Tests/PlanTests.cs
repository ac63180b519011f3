using CourseComments.Chaos.Planning;
using CourseComments.History;

namespace CourseComments.Chaos.Tests;

public sealed class PlanTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(RunMode.Relay)]
    [InlineData(RunMode.Webhooks)]
    public void The_same_seed_makes_the_same_plan_and_another_seed_another(RunMode mode)
    {
        Assert.Equal($"{PlanGenerator.Generate(17, mode, Length)}", $"{PlanGenerator.Generate(17, mode, Length)}");
        Assert.NotEqual($"{PlanGenerator.Generate(17, mode, Length)}", $"{PlanGenerator.Generate(18, mode, Length)}");
    }

    [Fact]
    public void A_plan_is_the_same_on_every_machine_and_version()
    {
        var faults = PlanGenerator.Generate(17, RunMode.Relay, TimeSpan.FromSeconds(10), rounds: 1).Rounds[0];

        Assert.Equal(
            """
              0.590 s  Kill SecondWebhookService: still for 0.000 s, gone for 0.322 s
              0.771 s  Pause Emulator: still for 2.488 s, gone for 0.000 s
              1.679 s  Pause Relay: still for 1.436 s, gone for 0.000 s
              2.686 s  PauseAndKill FirstWebhookService: still for 1.742 s, gone for 0.522 s
              3.345 s  Pause SecondWebhookService: still for 1.426 s, gone for 0.000 s
              5.691 s  Kill Relay: still for 0.000 s, gone for 0.741 s
            """,
            string.Join('\n', faults));
    }

    [Fact]
    public void Everything_happens_in_a_long_plan_and_a_process_has_one_fault_at_a_time()
    {
        var plan = PlanGenerator.Generate(17, RunMode.Relay, Length);

        var kinds = plan.Rounds.SelectMany(round => round).Select(fault => (fault.Target, fault.Kind)).ToHashSet();
        Assert.Equal(Enum.GetValues<Target>().Length * Enum.GetValues<FaultKind>().Length, kinds.Count);
        Assert.All(plan.Rounds.SelectMany(round => round.GroupBy(fault => fault.Target)), ofTarget =>
            Assert.All(ofTarget.Zip(ofTarget.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.At, $"{pair}")));
        Assert.All(plan.Rounds.SelectMany(round => round), fault => Assert.True(fault.End <= plan.RoundLength, $"{fault}"));
    }

    [Fact]
    public void Without_a_relay_nothing_happens_to_it() =>
        Assert.DoesNotContain(
            PlanGenerator.Generate(17, RunMode.Webhooks, Length).Rounds.SelectMany(round => round), fault => fault.Target == Target.Relay);
}
