using CourseComments.History;

namespace CourseComments.Chaos.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Seed_minutes_and_mode_are_understood_in_any_order()
    {
        var parsed = CommandLine.Parse(["--mode", "relay", "--minutes", "0.5", "--seed", "42", "--plan"]);

        Assert.Equal((42, TimeSpan.FromSeconds(30), true), (parsed!.Seed, parsed.Length, parsed.IsPlanOnly));
        Assert.Equal([RunMode.Relay], parsed.Modes);
    }

    [Theory]
    [InlineData("--seed")]
    [InlineData("--seed", "many")]
    [InlineData("--minutes", "0")]
    [InlineData("--minutes", "-1")]
    [InlineData("--mode", "neither")]
    [InlineData("--bug", "none-of-them")]
    [InlineData("--what")]
    public void What_is_not_understood_is_not_guessed(params string[] args) => Assert.Null(CommandLine.Parse(args));
}
