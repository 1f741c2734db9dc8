using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.People;

/// <summary>Whoever is given, confirmed in or relieved of a role learns it: in the portal, and by mail if they want mails at once.</summary>
public sealed class RoleNewsTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_given_role_is_told_once_and_leads_to_where_it_is_accepted()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var member = await tenant.MemberAsync();
        await MailsAtOnceAsync(tenant, member);
        var give = new AssignRole(Guid.CreateVersion7(), member.PersonId, Role.RiskOwner, null, null);
        (await tenant.Manager.SendAsync(give)).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(give)).Error.ShouldBeNull(); // sent twice
        (await NewsAsync(tenant, member)).ShouldBe([(NotificationKind.RoleGiven, "RiskOwner")]);
        var page = await (await member.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/notifications");
        page.Html.ShouldContain($"<a href=\"/t/{tenant.Slug}/my\">Risk owner</a>");
        page.Text.ShouldContain("A role was given to you");
        (await MailsAsync(tenant, member)).ShouldBe(["A role was given to you: Risk owner"]);
        (await tenant.App.LinkAsync(member.Account.Email!)).ShouldBe($"/t/{tenant.Slug}/my");
    }

    [Fact]
    public async Task An_ended_role_is_told_once()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        await MailsAtOnceAsync(tenant, member);
        var id = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == member.PersonId).Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndRole(id, member.PersonId))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new EndRole(id, member.PersonId))).Error.ShouldBe(PeopleErrors.RoleHasEnded);
        (await NewsAsync(tenant, member)).ShouldBe([(NotificationKind.RoleEnded, "RiskOwner")]);
        (await MailsAsync(tenant, member)).ShouldBe(["Your role has ended: Risk owner"]);
    }

    [Fact]
    public async Task What_is_only_proposed_is_told_when_it_is_confirmed_and_not_when_it_is_withdrawn()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var (top, member, other) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync(), await tenant.MemberAsync());
        foreach (var person in (TestMember[])[member, other]) { (await tenant.Manager.SendAsync(new AssignRole(Guid.CreateVersion7(), person.PersonId, Role.IsmsManager, null, null))).Error.ShouldBeNull(); }
        (await NewsAsync(tenant, member)).ShouldBeEmpty();
        async Task<Guid> RoleOfAsync(TestMember holder) => await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == holder.PersonId).Select(r => r.Id).SingleAsync(Ct));
        var role = await RoleOfAsync(member);
        var approval = await tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == role).Select(a => a.Id).SingleAsync(Ct));
        (await top.SendAsync(new Approve(approval, null))).Error.ShouldBeNull();
        (await NewsAsync(tenant, member)).ShouldBe([(NotificationKind.RoleConfirmed, "IsmsManager")]);
        (await tenant.Manager.SendAsync(new EndRole(await RoleOfAsync(other), other.PersonId))).Error.ShouldBeNull();
        (await NewsAsync(tenant, other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_does_oneself_is_no_news()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var id = Guid.CreateVersion7();
        (await tenant.Manager.SendAsync(new AssignRole(id, tenant.Manager.PersonId, Role.RiskOwner, null, null))).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(new EndRole(id, tenant.Manager.PersonId))).Error.ShouldBeNull();
        (await NewsAsync(tenant, tenant.Manager)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everybody_who_loses_a_role_that_goes_out_of_use_learns_it_by_its_name()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var (one, two) = (await tenant.MemberAsync(), await tenant.MemberAsync());
        await MailsAtOnceAsync(tenant, two);
        var role = (await tenant.Manager.SendAsync(new DefineRole(Guid.CreateVersion7(), "Keeper of keys", "Keeps keys.", [Permissions.AssetsView]))).Value;
        foreach (var person in (TestMember[])[one, two]) { (await tenant.Manager.SendAsync(new AssignRole(Guid.CreateVersion7(), person.PersonId, RoleKey.Own(role), null, null))).Error.ShouldBeNull(); }
        (await tenant.Manager.SendAsync(new RetireRole(role))).Error.ShouldBeNull();
        foreach (var person in (TestMember[])[one, two]) { (await NewsAsync(tenant, person)).ShouldBe([(NotificationKind.RoleGiven, "Keeper of keys"), (NotificationKind.RoleEnded, "Keeper of keys")]); }
        (await MailsAsync(tenant, two)).ShouldBe(["A role was given to you: Keeper of keys", "Your role has ended: Keeper of keys"]);
    }

    private static async Task<IReadOnlyList<(NotificationKind, string)>> NewsAsync(TestTenant tenant, TestMember member)
        => [.. (await tenant.ReadAsync(db => db.Notifications.Where(n => n.PersonId == member.PersonId).OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => new { n.Kind, n.Title }).ToListAsync(Ct))).Select(n => (n.Kind, n.Title))];

    private static async Task MailsAtOnceAsync(TestTenant tenant, TestMember member)
    {
        await using var scope = tenant.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().Accounts.Where(a => a.Id == member.Account.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.MailReminders, MailPreference.Now), Ct);
    }

    private static async Task<List<string>> MailsAsync(TestTenant tenant, TestMember member)
    {
        await using var scope = tenant.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Outbox.Where(m => m.Recipient == member.Account.Email).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => m.Subject).ToListAsync(Ct);
    }
}
