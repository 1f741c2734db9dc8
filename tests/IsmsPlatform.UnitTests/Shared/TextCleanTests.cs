using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Shared;

/// <summary>Text of users: kept, less what only deceives a reader.</summary>
public sealed class TextCleanTests
{
    [Theory]
    [InlineData("  Mail\r\nserver ", "Mail\nserver")]
    [InlineData("\u202Eabc\uFEFF", "abc")]
    [InlineData("Zoë 👩‍💻 בית", "Zoë 👩‍💻 בית")]
    [InlineData("\u200B\u202E", null)]
    [InlineData(" \t", null)]
    [InlineData(null, null)]
    public void What_nobody_sees_is_nothing_and_what_turns_the_writing_around_goes(string? entered, string? kept) => Text.OrNull(entered).ShouldBe(kept);

    [Theory]
    [InlineData(null, 0)]
    [InlineData(" \n\t ", 0)]
    [InlineData("No budget", 9)]
    [InlineData("  No \n\n        budget  ", 9)]
    [InlineData("a                  b", 3)]
    public void Blanks_make_no_reason_longer(string? entered, int seen) => Text.SeenLength(entered).ShouldBe(seen);

    [Theory]
    [InlineData("owl", 3, "owl")]
    [InlineData("owls", 3, "owl")]
    [InlineData("ow🦉", 3, "ow")]
    [InlineData("o🦉s", 3, "o🦉")]
    public void What_is_cut_can_still_be_stored(string text, int most, string kept)
    {
        Text.Cut(text, most).ShouldBe(kept);
        Text.IsStorable(Text.Cut(text, most)).ShouldBeTrue();
    }
}
