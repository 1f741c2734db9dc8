using System.Net;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Comments;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>Comments: on every kind of record, the author's own, never gone, never more than text.</summary>
public sealed class CommentTests(PostgresServer server)
{
    private async Task<(TestTenant Tenant, Guid Asset)> TenantAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        return (tenant, await tenant.Manager.AddAsync(Register.Form("Mail", 1, 2, 3)));
    }

    private static WriteComment On(Guid asset, string? text) => new(Guid.CreateVersion7(), nameof(Asset), asset, text);

    private static async Task<IReadOnlyList<CommentRow>> ThreadAsync(TestMember who, Guid asset)
        => (await who.SendAsync(new ListComments(nameof(Asset), asset))).Value.Page.Items;

    [Fact]
    public async Task A_comment_stands_on_the_page_with_its_author_and_in_the_activity()
    {
        var (tenant, asset) = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        (await owner.SendAsync(On(asset, "  Who pays?\r\nNobody knows.  "))).IsSuccess.ShouldBeTrue();
        var said = (await ThreadAsync(tenant.Manager, asset)).Single();
        (said.Text, said.Author, said.MayChange).ShouldBe(("Who pays?\nNobody knows.", owner.Account.Name, false));
        var page = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets/{asset}");
        WebUtility.HtmlDecode(page.Html).ShouldContain("Who pays?\nNobody knows.");
        page.Text.ShouldContain($"{owner.Account.Name} added a comment");
    }

    [Theory]
    [InlineData(nameof(Asset))]
    [InlineData(nameof(Person))]
    [InlineData("OrganisationalUnit")]
    [InlineData("Location")]
    public async Task Every_kind_of_record_takes_comments_by_its_page(string type)
    {
        var (tenant, _) = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var id = type switch
        {
            nameof(Asset) => await tenant.Manager.AddAsync(Register.Form("Web", 1, 1, 1)),
            nameof(Person) => tenant.Manager.PersonId,
            "Location" => (await tenant.Manager.SendAsync(new Application.Organisation.CreateLocation(Guid.CreateVersion7(), "HQ", "Head office", null, "BE", Domain.Organisation.LocationKind.Office, Domain.Organisation.ZoneLevel.Office, null))).Value,
            _ => (await tenant.Manager.SendAsync(new Application.Organisation.CreateUnit(Guid.CreateVersion7(), "IT", "Computing", null, null, null, null))).Value,
        };
        var record = $"/t/{tenant.Slug}/{Application.Shared.Subjects.SubjectKinds.Of(type)!.PathOf(id)}";
        var posted = await browser.SubmitAsync(record, $"/t/{tenant.Slug}/comments/{type}/{id}", ("Id", Guid.CreateVersion7().ToString()), ("Text", "Seen."));
        posted.Location.ShouldBe($"{record}#comments");
        (await browser.GetAsync(record)).Text.ShouldContain("Seen.");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<b hx-get=\"/t/x\" hx-trigger=\"load\">x</b>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("</div></section><form action=\"https://evil.example\">")]
    public async Task What_looks_like_markup_is_shown_as_it_was_typed(string text)
    {
        var (tenant, asset) = await TenantAsync();
        await tenant.Manager.SendAsync(On(asset, text));
        var page = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets/{asset}");
        page.Html.ShouldContain($"<div class=\"said\">{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text)}</div>");
        if (text.Contains('<', StringComparison.Ordinal)) { page.Html.ShouldNotContain(text); }
    }

    [Fact]
    public async Task A_correction_is_seen_and_keeps_both_versions()
    {
        var (tenant, asset) = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(On(asset, "Twoo days"))).Value;
        var version = (await ThreadAsync(tenant.Manager, asset)).Single().Version;
        (await tenant.Manager.SendAsync(new CorrectComment(id, "Two days", version))).IsSuccess.ShouldBeTrue();
        (await tenant.Manager.SendAsync(new CorrectComment(id, "Three days", version))).Error!.Kind.ShouldBe(ErrorKind.Stale);
        var row = (await ThreadAsync(tenant.Manager, asset)).Single();
        (row.Text, row.CorrectedAt is not null).ShouldBe(("Two days", true));
        var change = (await tenant.Manager.SendAsync(new GetActivity(nameof(Asset), asset))).Value.First(e => e.UseCase == nameof(CorrectComment)).Changes.Single();
        (change.Before, change.After).ShouldBe(("Twoo days", "Two days"));
    }

    [Fact]
    public async Task A_withdrawn_comment_leaves_its_place_and_is_kept_in_history()
    {
        var (tenant, asset) = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(On(asset, "Said in anger"))).Value;
        (await tenant.Manager.SendAsync(new WithdrawComment(id, 1))).IsSuccess.ShouldBeTrue();
        var page = await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/assets/{asset}");
        page.Text.ShouldContain("Withdrawn");
        page.Text.ShouldNotContain("Said in anger");
        var app = await server.AppAsync();
        await using var command = app.Database.Superuser.CreateCommand($"select text from history.comment where id = '{id}' and text is not null");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("Said in anger");
        (await tenant.Manager.SendAsync(new CorrectComment(id, "Again", 2))).Error!.Code.ShouldBe("comment.withdrawn");
        (await tenant.ReadAsync(db => db.Comments.Select(c => c.Text).SingleAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_author_changes_a_comment()
    {
        var (tenant, asset) = await TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var id = (await owner.SendAsync(On(asset, "Mine"))).Value;
        (await tenant.Manager.SendAsync(new CorrectComment(id, "Yours", 1))).Error!.Code.ShouldBe("comment.not-yours");
        (await tenant.Manager.SendAsync(new WithdrawComment(id, 1))).Error!.Code.ShouldBe("comment.not-yours");
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/comments/{id}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ThreadAsync(owner, asset)).Single().Text.ShouldBe("Mine");
    }

    [Fact]
    public async Task Who_may_not_see_the_record_or_only_audits_it_does_not_comment()
    {
        var (tenant, asset) = await TenantAsync();
        (await (await tenant.MemberAsync(Role.InternalAuditor)).SendAsync(On(asset, "No"))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await (await tenant.MemberAsync(Role.Employee)).SendAsync(On(asset, "No"))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await (await tenant.MemberAsync(Role.TenantAdmin)).SendAsync(On(asset, "No"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await tenant.Manager.SendAsync(new WriteComment(Guid.CreateVersion7(), "AuditEvent", asset, "No"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await ThreadAsync(await tenant.MemberAsync(Role.InternalAuditor), asset)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_and_too_much_are_refused_and_twice_is_once()
    {
        var (tenant, asset) = await TenantAsync();
        (await tenant.Manager.SendAsync(On(asset, " \n "))).Error!.Fields.Single().Code.ShouldBe("required");
        (await tenant.Manager.SendAsync(On(asset, new string('x', 4001)))).Error!.Fields.Single().Code.ShouldBe("too-long");
        (await tenant.Manager.SendAsync(On(asset, "a\0b"))).Error!.Fields.Single().Code.ShouldBe("text.unstorable");
        var once = On(asset, "Once");
        await tenant.Manager.SendAsync(once);
        (await tenant.Manager.SendAsync(once)).Value.ShouldBe(once.Id);
        (await ThreadAsync(tenant.Manager, asset)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_long_thread_is_read_page_by_page()
    {
        var (tenant, asset) = await TenantAsync();
        for (var i = 0; i < 5; i++) { await tenant.Manager.SendAsync(On(asset, $"Comment {i}")); }
        List<string?> read = [];
        string? after = null;
        do
        {
            var page = (await tenant.Manager.SendAsync(new ListComments(nameof(Asset), asset, 2, after))).Value.Page;
            read.AddRange(page.Items.Select(c => c.Text));
            after = page.Next;
        }
        while (after is not null);
        read.ShouldBe(["Comment 4", "Comment 3", "Comment 2", "Comment 1", "Comment 0"]);
    }
}
