using IsmsPlatform.Web.Http;

namespace IsmsPlatform.UnitTests.History;

public sealed class PastLinksTests
{
    [Theory]
    [InlineData("""<a href="/t/kestrel">""", """<a href="/t/kestrel?as_of=2026-03-31">""")]
    [InlineData("""<a class="x" href="/t/kestrel/assets">""", """<a class="x" href="/t/kestrel/assets?as_of=2026-03-31">""")]
    [InlineData("""<a href="/t/kestrel/assets?owner=me&amp;sort=name">""", """<a href="/t/kestrel/assets?owner=me&amp;sort=name&amp;as_of=2026-03-31">""")]
    [InlineData("""<a href="/t/kestrel/assets#table">""", """<a href="/t/kestrel/assets?as_of=2026-03-31#table">""")]
    [InlineData("""<dialog data-search="/t/kestrel/search">""", """<dialog data-search="/t/kestrel/search?as_of=2026-03-31">""")]
    [InlineData("""<a hx-get="/t/kestrel/assets" href="/t/kestrel/assets">""", """<a hx-get="/t/kestrel/assets?as_of=2026-03-31" href="/t/kestrel/assets?as_of=2026-03-31">""")]
    [InlineData("""<form method="get" action="/t/kestrel/assets" hx-get="/t/kestrel/assets">""", """<form method="get" action="/t/kestrel/assets" hx-get="/t/kestrel/assets"><input type="hidden" name="as_of" value="2026-03-31">""")]
    public void Links_filters_and_search_carry_the_day_on(string html, string expected) => Carried(html).ShouldBe(expected);

    [Theory]
    [InlineData("""<a href="/t/kestrel/assets?as_of=2026-01-01">""")] // says its own day
    [InlineData("""<a data-present href="/t/kestrel/assets">""")] // the way back
    [InlineData("""<form data-present method="get" action="/t/kestrel/assets">""")] // the picker has a day of its own
    [InlineData("""<a href="/t/kestrelx/assets">""")] // another organisation
    [InlineData("""<a href="/t/otter">""")]
    [InlineData("""<a href="/profile">""")]
    [InlineData("""<a href="#main">""")]
    [InlineData("""<form method="post" action="/preferences/theme">""")]
    [InlineData("""<form method="dialog">""")]
    [InlineData("""<p>href=/t/kestrel</p>""")]
    public void Everything_else_stays_as_it_is(string html) => Carried(html).ShouldBe(html);

    [Fact]
    public void A_page_keeps_its_forms_apart_from_the_links_behind_them()
        => Carried("""<form method="dialog"><button></button></form><a href="/t/kestrel/my">""").ShouldBe("""<form method="dialog"><button></button></form><a href="/t/kestrel/my?as_of=2026-03-31">""");

    [Fact]
    public void What_was_asked_is_encoded_in_addresses_and_fields()
        => PastLinks.Carry("""<a href="/t/k/a"><form action="/t/k/a">""", "/t/k", "2026-03-31T10:00:00+02:00")
            .ShouldBe("""<a href="/t/k/a?as_of=2026-03-31T10%3A00%3A00%2B02%3A00"><form action="/t/k/a"><input type="hidden" name="as_of" value="2026-03-31T10:00:00+02:00">""");

    private static string Carried(string html) => PastLinks.Carry(html, "/t/kestrel", "2026-03-31");
}
