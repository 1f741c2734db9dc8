using System.Text.RegularExpressions;

namespace IsmsPlatform.UnitTests.Architecture;

/// <summary>What the strict content security policy and the resources ask of every view.</summary>
public sealed class ViewTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public void No_view_has_inline_style_or_script()
        => Sources.Of(".cshtml").SelectMany(f => Inline(f.Text).Select(i => $"{f.Path}: {i}")).ShouldBeEmpty();

    [Theory]
    [InlineData("<p style=\"color:red\">")]
    [InlineData("<a onclick=\"x()\">")]
    [InlineData("<a hx-on:click=\"x()\">")]
    [InlineData("<a href=\"javascript:x()\">")]
    [InlineData("<script>x()</script>")]
    [InlineData("<div hx-vals='js:{a:1}'>")]
    public void Inline_code_would_be_seen(string markup) => Inline(markup).ShouldNotBeEmpty();

    [Fact]
    public void Every_text_of_a_view_comes_from_the_resources()
        => Sources.Of(".cshtml").SelectMany(f => BareText(f.Text).Select(t => $"{f.Path}: {t}")).ShouldBeEmpty();

    [Fact]
    public void Bare_text_would_be_seen()
    {
        BareText("<h1>All assets</h1>").ShouldBe(["All assets"]);
        BareText("<button title=\"Remove this\">@T[\"Remove\"]</button>").ShouldBe(["Remove this"]);
        BareText("<h1>@T[\"All assets\"]</h1>").ShouldBeEmpty();
    }

    private static IEnumerable<string> Inline(string text)
        => Regex.Matches(text, @"\sstyle=|\son[a-z]+=""|hx-on|javascript:|js:|<script(?![^>]*\ssrc=)|<style", RegexOptions.IgnoreCase, Limit).Select(m => m.Value);

    // Texts between tags and in attributes that are read out; code blocks and Razor expressions are taken out first.
    private static IEnumerable<string> BareText(string text)
    {
        var markup = Regex.Replace(text, @"@\*.*?\*@", "", RegexOptions.Singleline, Limit);
        var between = Regex.Matches(markup, @"<(h[1-6]|p|a|b|button|label|legend|span|th|td|dt|dd|li|option|summary|title)\b[^<>]*>([^<>@{}]*[A-Za-z]{3,}[^<>@{}]*)</", RegexOptions.None, Limit).Select(m => m.Groups[2].Value.Trim());
        var attributes = Regex.Matches(markup, @"\s(?:title|aria-label|placeholder|alt|label|hint)=""([^""@]*[A-Za-z]{3,}[^""@]*)""", RegexOptions.None, Limit).Select(m => m.Groups[1].Value);
        return between.Concat(attributes).Where(t => t is not ("ISO/IEC 27001" or "Ctrl K" or "Esc" or "Ctrl"));
    }
}
