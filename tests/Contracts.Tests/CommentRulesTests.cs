using System.Text.Json;

namespace CourseComments.Contracts.Tests;

public sealed class CommentRulesTests
{
    [Theory]
    [InlineData("123")]
    [InlineData("a")]
    [InlineData("Intro_to-C")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Course_ids_of_letters_digits_dash_and_underscore_are_taken(string courseId) =>
        Assert.Null(CourseIds.FindFault(courseId));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("user:taylor")]
    [InlineData("kurs-ä")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Other_course_ids_are_refused(string? courseId) => Assert.NotNull(CourseIds.FindFault(courseId));

    [Theory]
    [InlineData("""{"courseId":123,"comment":"x"}""", "123")]
    [InlineData("""{"courseId":"abc","comment":"x"}""", "abc")]
    [InlineData("""{"comment":"x","courseId":-0}""", "0")]
    public void Course_id_is_read_from_a_number_or_from_text(string json, string expected) =>
        Assert.Equal(expected, Read(json)!.CourseId);

    [Theory]
    [InlineData("""{"courseId":1.5,"comment":"x"}""")]
    [InlineData("""{"courseId":1e3,"comment":"x"}""")]
    [InlineData("""{"courseId":true,"comment":"x"}""")]
    [InlineData("""{"courseId":[1],"comment":"x"}""")]
    [InlineData("""{"courseId":99999999999999999999,"comment":"x"}""")]
    [InlineData("""{"courseId":"\ud800","comment":"x"}""")]
    public void Course_id_of_any_other_kind_is_malformed(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Theory]
    [InlineData("Great!", "Great!")]
    [InlineData("  \t Great!\n ", "Great!")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("👩‍🎓 добро", "👩‍🎓 добро")]
    public void Comments_are_trimmed_and_kept_as_they_are(string text, string expected)
    {
        Assert.Null(CommentTexts.FindFault(text, out var normalized));
        Assert.Equal(expected, normalized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u001bb")]
    [InlineData("a\u0085b")]
    public void Empty_comments_and_control_characters_are_refused(string? text)
    {
        Assert.NotNull(CommentTexts.FindFault(text, out var normalized));
        Assert.Equal("", normalized);
    }

    [Theory]
    [InlineData("x", 2000, true)]
    [InlineData("x", 2001, false)]
    [InlineData("😀", 2000, true)]
    [InlineData("😀", 2001, false)]
    public void Two_thousand_code_points_are_the_most(string character, int count, bool isComment) =>
        Assert.Equal(isComment, CommentTexts.FindFault(string.Concat(Enumerable.Repeat(character, count)), out _) is null);

    [Fact]
    public void Published_json_keeps_text_as_it_is()
    {
        var json = JsonSerializer.Serialize(new CommentMessage("1", "добро \"&\""), ContractsJsonContext.Compact.CommentMessage);
        Assert.Equal("""{"courseId":"1","comment":"добро \"&\""}""", json);
    }

    private static CommentMessage? Read(string json) => JsonSerializer.Deserialize(json, ContractsJsonContext.Default.CommentMessage);
}
