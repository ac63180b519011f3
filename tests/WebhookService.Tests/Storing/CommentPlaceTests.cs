using CourseComments.WebhookService.Storing;

namespace CourseComments.WebhookService.Tests.Storing;

public sealed class CommentPlaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(7, 1, 1, 7, 2, 0, true)]
    [InlineData(7, 3, 0, 7, 2, 1, false)]
    [InlineData(7, 2, 0, 7, 2, 1, false)]
    [InlineData(3, 1, 1, 7, 2, 0, false)]
    [InlineData(8, 9, 0, 7, 2, 1, true)]
    [InlineData(null, 9, 0, null, 2, 1, true)]
    [InlineData(null, 1, 1, null, 2, 0, false)]
    [InlineData(7, 1, 1, null, null, 0, false)]
    public void Numbers_count_within_a_page_and_times_otherwise(
        int? page, int number, int minute, int? otherPage, int? otherNumber, int otherMinute, bool isBefore)
    {
        var place = new CommentPlace(Noon.AddMinutes(minute), (ulong?)page, (ulong)number);
        var other = new CommentPlace(Noon.AddMinutes(otherMinute), (ulong?)otherPage, (ulong?)otherNumber);

        Assert.Equal(isBefore, place.IsBefore(other));
        Assert.False(place.IsBefore(null));
    }
}
