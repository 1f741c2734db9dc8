using System.Net;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>A platform operator enters an organisation for some hours: it sees that, why and until when, and sends them out. That nothing can be changed inside is for the sweep.</summary>
public sealed class OperatorEntryTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_enters_says_why_reads_and_is_seen()
    {
        var (tenant, account, browser) = await StartAsync();
        var home = $"/t/{tenant.Slug}";
        (await browser.GetAsync(home)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/platform")).Text.ShouldContain("Enter");
        (await EnterAsync(tenant, browser, 3, "Looks for a lost mail")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await EnterAsync(tenant, browser, 4, " ")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await EnterAsync(tenant, browser, 4, "Looks for a lost mail")).Location.ShouldBe(home);
        var dashboard = await browser.GetAsync(home);
        dashboard.Status.ShouldBe(HttpStatusCode.OK);
        dashboard.Text.ShouldContain("You are here as platform operator until");
        dashboard.Text.ShouldContain("4 h 0 min left.");
        (await browser.GetAsync($"{home}/assets")).Status.ShouldBe(HttpStatusCode.OK);
        var part = await browser.GetAsync($"{home}/people?status=Active", ("HX-Request", "true"), ("HX-Request-Type", "partial"));
        part.Html.ShouldContain($"href=\"{home}/people/{tenant.Manager.PersonId}\"", Case.Sensitive, "rows that are replaced lead into the organisation, too");
        (await browser.GetAsync($"{home}/search?q=Olga")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"{home}/assets?q=x")).Html.ShouldNotContain("save-view"); // a view is kept by somebody
        foreach (var closed in (string[])["my", "tasks", "notifications", "assets/new", "settings/sign-in", "settings/users"]) { (await browser.GetAsync($"{home}/{closed}")).Status.ShouldBe(HttpStatusCode.NotFound, closed); }
        (await EnterAsync(tenant, browser, 1, "Once more")).Text.ShouldContain("You are inside this organisation already.");

        var admin = await tenant.Manager.BrowserAsync();
        (await admin.GetAsync($"{home}/notifications")).Text.ShouldContain("Looks for a lost mail (new) A platform operator has entered · Olga Operator (platform operator)", Case.Sensitive);
        var list = (await admin.GetAsync($"{home}/settings/operator-entries")).Text;
        list.ShouldContain("Olga Operator Looks for a lost mail");
        list.ShouldContain("inside now");
        (await admin.GetAsync($"{home}/settings/audit-log")).Text.ShouldContain("Olga Operator (platform operator) entered the organisation");
        (await MailsAsync(tenant)).ShouldBe([$"A platform operator has entered {tenant.Tenant.Name}"]);
        (await tenant.App.LinkAsync(tenant.Manager.Account.Email!)).ShouldBe($"{home}/settings/operator-entries");
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(EnterTenant)).Select(e => new { e.Reason, e.ActorId }).SingleAsync(Ct))).ShouldBe(new { Reason = (string?)"Looks for a lost mail", ActorId = (Guid?)account.Id });
    }

    [Fact]
    public async Task An_organisation_is_found_and_entered_behind_any_number_of_newer_ones()
    {
        var (tenant, _, browser) = await StartAsync();
        await OnPlatformAsync(tenant, async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            db.Tenants.AddRange(Enumerable.Range(0, GetPlatformOverview.Most).Select(n => Tenant.Found(Guid.CreateVersion7(), $"newer-{Guid.NewGuid():N}"[..30], "Newer", "UTC", now.AddMinutes(1))));
            return await db.SaveChangesAsync(Ct);
        });
        var platform = (await browser.GetAsync("/platform")).Text;
        platform.ShouldContain($"The {GetPlatformOverview.Most} newest of");
        platform.ShouldNotContain(tenant.Slug);
        (await browser.GetAsync($"/platform?q={tenant.Slug}")).Html.ShouldContain($"/platform/enter?tenant={tenant.Id}");
        (await browser.GetAsync("/platform?q=nobody-is-called-so")).Text.ShouldContain("No organisation is called like that");
        (await EnterAsync(tenant, browser, 3, "Ticket 20")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await EnterAsync(tenant, browser, 1, "Ticket 20")).Location.ShouldBe($"/t/{tenant.Slug}");
    }

    [Fact]
    public async Task Administrators_are_told_and_nobody_else()
    {
        var (tenant, _, browser) = await StartAsync();
        var (admin, _) = (await tenant.MemberAsync(Role.TenantAdmin), await tenant.MemberAsync(Role.IsmsManager));
        await EnterAsync(tenant, browser, 1, "Ticket 12");
        (await tenant.ReadAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.OperatorEntered).Select(n => n.PersonId).ToListAsync(Ct))).ShouldBe([tenant.Manager.PersonId, admin.PersonId], ignoreOrder: true);
    }

    [Fact]
    public async Task An_administrator_sends_the_operator_out_with_the_next_request()
    {
        var (tenant, _, browser) = await StartAsync();
        await EnterAsync(tenant, browser, 8, "Ticket 13");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.OK);
        var entry = await EntryAsync(tenant);
        var list = $"/t/{tenant.Slug}/settings/operator-entries";
        // Whoever only sees the settings ends nothing.
        var manager = await tenant.MemberAsync(Role.IsmsManager);
        (await manager.SendAsync(new EndOperatorEntry(entry.Id))).Error.ShouldBe(Domain.Shared.Error.Forbidden);
        var admin = await tenant.Manager.BrowserAsync();
        (await admin.SubmitAsync(list, $"{list}/{entry.Id}/end")).Location.ShouldBe(list);
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync(list)).Text.ShouldContain($"{tenant.Manager.Account.Name}");
        (await EntryAsync(tenant)).EndedBy.ShouldBe(tenant.Manager.Account.Id);
        (await tenant.Manager.SendAsync(new EndOperatorEntry(entry.Id))).Error!.Code.ShouldBe("operator-entry.over");
        (await tenant.ReadAsync(db => db.AuditEvents.CountAsync(e => e.UseCase == nameof(EndOperatorEntry), Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task It_ends_by_itself_and_another_one_may_begin()
    {
        var (tenant, _, browser) = await StartAsync();
        await EnterAsync(tenant, browser, 1, "Ticket 14");
        await OnPlatformAsync(tenant, db => db.OperatorEntries.Where(e => e.TenantId == tenant.Id).ExecuteUpdateAsync(u => u.SetProperty(e => e.StartedAt, e => e.StartedAt.AddHours(-1)).SetProperty(e => e.EndsAt, e => e.EndsAt.AddHours(-1)), Ct));
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/settings/operator-entries")).Text.ShouldContain("by itself");
        (await EnterAsync(tenant, browser, 1, "Ticket 15")).Location.ShouldBe($"/t/{tenant.Slug}");
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_leaves_is_out_and_the_log_says_so()
    {
        var (tenant, _, browser) = await StartAsync();
        await EnterAsync(tenant, browser, 1, "Ticket 16");
        (await browser.SubmitAsync($"/t/{tenant.Slug}", $"/t/{tenant.Slug}/operator/leave")).Location.ShouldBe("/platform");
        (await browser.GetAsync($"/t/{tenant.Slug}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(LeaveTenant)).Select(e => e.ActorName).SingleAsync(Ct))).ShouldBe("Olga Operator (platform operator)");
    }

    [Fact]
    public async Task The_second_factor_that_an_organisation_asks_for_is_asked_of_operators_too()
    {
        var (tenant, _, browser) = await StartAsync();
        await EnterAsync(tenant, browser, 1, "Ticket 17");
        (await tenant.Manager.SendAsync(new ChangeSignInPolicy(true, 12, 168, 1))).Error.ShouldBeNull();
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Location!.ShouldStartWith("/sign-in/factor-needed");
    }

    [Fact]
    public async Task Entering_needs_a_fresh_proof()
    {
        var (tenant, account, browser) = await StartAsync();
        await OnPlatformAsync(tenant, db => db.Sessions.Where(s => s.AccountId == account.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.ProvedAt, TimeProvider.System.GetUtcNow().AddHours(-1)), Ct));
        (await EnterAsync(tenant, browser, 1, "Ticket 18")).Text.ShouldContain("Is it you?");
        (await browser.GetAsync($"/t/{tenant.Slug}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await MailsAsync(tenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_no_operator_any_more_is_out_and_who_never_was_does_not_enter()
    {
        var (tenant, account, browser) = await StartAsync();
        await EnterAsync(tenant, browser, 8, "Ticket 19");
        await OnPlatformAsync(tenant, db => db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.IsPlatformOperator, false), Ct));
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        var other = await tenant.App.TenantAsync();
        var stranger = await other.Manager.BrowserAsync();
        (await stranger.PostAsync("/platform/enter", (await stranger.GetAsync("/profile")).Csrf, ("Id", Guid.CreateVersion7().ToString()), ("TenantId", tenant.Id.ToString()), ("Hours", "1"), ("Reason", "Curious"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(TestTenant, Account, TestBrowser)> StartAsync()
    {
        var app = await server.AppAsync();
        var (account, browser) = await app.OperatorAsync();
        return (await app.TenantAsync(), account, browser);
    }

    private static async Task<TestBrowser.Page> EnterAsync(TestTenant tenant, TestBrowser browser, int hours, string reason)
        => await browser.SubmitAsync($"/platform/enter?tenant={tenant.Id}", "/platform/enter", ("Id", Guid.CreateVersion7().ToString()), ("TenantId", tenant.Id.ToString()), ("Hours", hours.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Reason", reason));

    private static async Task<OperatorEntry> EntryAsync(TestTenant tenant) => await OnPlatformAsync(tenant, db => db.OperatorEntries.AsNoTracking().SingleAsync(e => e.TenantId == tenant.Id, Ct));

    private static Task<List<string>> MailsAsync(TestTenant tenant)
        => OnPlatformAsync(tenant, db => db.Outbox.Where(m => m.Recipient == tenant.Manager.Account.Email).Select(m => m.Subject).ToListAsync(Ct));

    private static async Task<T> OnPlatformAsync<T>(TestTenant tenant, Func<PlatformDb, Task<T>> act)
    {
        await using var scope = tenant.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}
