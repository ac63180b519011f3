using CsCheck;

namespace CourseComments.WebhookService.Tests.Storing;

/// <summary>The protocol itself, in every order in which things can happen.</summary>
public sealed class InterleavingTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public Task Comment_is_listed_once_in_all_interleavings_of_two_deliveries_and_one_accident(int deaths, int losses) => Task.Run(() =>
    {
        // Not on the test's own context: the stories need each continuation to run at once.
        var schedule = new Schedule();
        var stories = 0;
        do
        {
            try
            {
                Story.Tell(schedule.Next, deliveries: 2, deaths, losses, leases: 1);
            }
            catch (Exception exception) when (exception is not InvalidOperationException)
            {
                throw new InvalidOperationException($"Story {stories}, decisions {schedule}: {exception.Message}", exception);
            }

            stories++;
        }
        while (schedule.Advance());

        Assert.True(stories > 1000, $"Only {stories} stories.");
    });

    [Fact]
    public Task Comment_is_listed_once_whatever_happens_to_many_deliveries() => Task.Run(() =>
        Gen.Int[0, int.MaxValue].Array[64].Sample(
            choices =>
            {
                var step = 0;
                Story.Tell(of => choices[step++ % choices.Length] % of, deliveries: 4, deaths: 1, losses: 2, leases: 3);
            },
            iter: 20_000));
}
