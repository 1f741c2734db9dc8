using System.Net;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Context;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Approvals;

/// <summary>Approvals by their first subject: top management confirms who becomes ISMS manager.</summary>
public sealed class AppointmentTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task Without_top_management_a_manager_takes_office_at_once()
    {
        var tenant = await TenantAsync();
        var member = await tenant.MemberAsync();
        await ProposeAsync(tenant, member);
        (await StatusAsync(tenant, member)).ShouldBe(RoleAssignmentStatus.Effective);
        (await tenant.ReadAsync(db => db.Approvals.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task With_top_management_a_manager_may_nothing_before_it_confirms()
    {
        var tenant = await TenantAsync();
        var (top, member) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync());
        var approval = await ProposeAsync(tenant, member);
        var browser = await member.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/people/{member.PersonId}")).Text.ShouldContain("waits for confirmation by top management");

        var deciding = await top.BrowserAsync();
        (await deciding.GetAsync($"/t/{tenant.Slug}/approvals")).Text.ShouldContain($"{member.Account.Name} as ISMS manager");
        var page = $"/t/{tenant.Slug}/approvals/{approval}";
        (await deciding.SubmitAsync(page, page + "/approve", ("comment", "Welcome"))).Location.ShouldBe(page);
        (await browser.GetAsync($"/t/{tenant.Slug}/assets")).Status.ShouldBe(HttpStatusCode.OK);
        var decided = await tenant.ReadAsync(db => db.Approvals.SingleAsync(Ct));
        (decided.ApproverId, decided.RoleHeld, decided.ByWaiver, decided.Comment).ShouldBe((top.PersonId, nameof(Role.TopManagement), false, "Welcome"));
    }

    [Fact]
    public async Task Nobody_approves_their_own_proposal_unless_the_organisation_waived_it_and_says_so()
    {
        var tenant = await TenantAsync();
        var (top, member) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync());
        var approval = await ProposeAsync(tenant, member, by: top);
        (await top.SendAsync(new Approve(approval, null))).Error.ShouldBe(ApprovalErrors.OwnWork);
        (await top.SendAsync(new WaiveOwnApproval(Guid.CreateVersion7(), " "))).Error!.Fields.ShouldContain(f => f.Field == "Reason");
        (await top.SendAsync(new WaiveOwnApproval(Guid.CreateVersion7(), "We are three people."))).Error.ShouldBeNull();
        var auditor = await (await tenant.MemberAsync(Role.InternalAuditor)).BrowserAsync();
        var reading = (await auditor.GetAsync($"/t/{tenant.Slug}/approvals")).Text;
        reading.ShouldContain("We are three people.");
        reading.ShouldContain("Your roles decide on nothing.");
        (await top.SendAsync(new Approve(approval, null))).Error.ShouldBeNull();
        (await auditor.GetAsync($"/t/{tenant.Slug}/approvals?show=Closed")).Text.ShouldContain("own work, by waiver");
        (await tenant.ReadAsync(db => db.AuditEvents.Where(e => e.UseCase == nameof(WaiveOwnApproval)).Select(e => e.Reason).SingleAsync(Ct))).ShouldBe("We are three people.");
    }

    [Fact]
    public async Task What_was_edited_after_the_request_cannot_be_approved()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var (top, member) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync());
        var approval = await ProposeAsync(tenant, member);
        await using (var edit = app.Database.Superuser.CreateCommand($"update app.role_assignment set \"to\" = '2031-01-01' where tenant_id = '{tenant.Id}' and person_id = '{member.PersonId}'")) { await edit.ExecuteNonQueryAsync(Ct); }
        var browser = await top.BrowserAsync();
        var page = $"/t/{tenant.Slug}/approvals/{approval}";
        (await browser.GetAsync(page)).Text.ShouldContain("Edited since approval was asked for.");
        var refused = await browser.SubmitAsync(page, page + "/approve");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("The content was edited after approval was asked for");
        (await StatusAsync(tenant, member)).ShouldBe(RoleAssignmentStatus.Proposed);
    }

    [Fact]
    public async Task Of_two_approvers_at_once_one_wins_and_the_other_learns_who()
    {
        var tenant = await TenantAsync();
        TestMember[] tops = [await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync(Role.TopManagement)];
        var approval = await ProposeAsync(tenant, await tenant.MemberAsync());
        var answers = await Task.WhenAll(tops.Select(t => t.SendAsync(new Approve(approval, null))));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        var winner = tops[Array.FindIndex(answers, a => a.IsSuccess)];
        answers.Single(a => !a.IsSuccess).Error!.Arguments.ShouldBe([winner.Account.Name]);
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.ApprovalDecision).Select(t => t.Status).ToListAsync(Ct))).ShouldBe([WorkTaskStatus.Done, WorkTaskStatus.Cancelled], ignoreOrder: true);
    }

    [Fact]
    public async Task A_rejection_needs_a_comment_and_ends_the_proposal()
    {
        var tenant = await TenantAsync();
        var (top, member) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync());
        var approval = await ProposeAsync(tenant, member);
        (await top.SendAsync(new Reject(approval, " "))).Error!.Code.ShouldBe("approval.comment-missing");
        (await top.SendAsync(new Reject(approval, "Not before the training."))).Error.ShouldBeNull();
        (await StatusAsync(tenant, member)).ShouldBe(RoleAssignmentStatus.Ended);
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}/notifications")).Text.ShouldContain("Rejected");
        await ProposeAsync(tenant, member); // and may be proposed anew
    }

    [Fact]
    public async Task Only_who_asked_takes_a_request_back_and_ending_the_proposal_does_the_same()
    {
        var tenant = await TenantAsync();
        await tenant.MemberAsync(Role.TopManagement);
        var (other, first, second) = (await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync(), await tenant.MemberAsync());
        var approval = await ProposeAsync(tenant, first);
        (await other.SendAsync(new WithdrawApproval(approval))).Error.ShouldBe(ApprovalErrors.NotYours);
        (await tenant.Manager.SendAsync(new WithdrawApproval(approval))).Error.ShouldBeNull();
        (await StatusAsync(tenant, first)).ShouldBe(RoleAssignmentStatus.Ended);
        await ProposeAsync(tenant, second);
        var proposed = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == second.PersonId).Select(r => r.Id).SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new EndRole(proposed, second.PersonId))).Error.ShouldBeNull();
        (await tenant.ReadAsync(db => db.Approvals.CountAsync(a => a.Decision == ApprovalDecision.Withdrawn, Ct))).ShouldBe(2);
        (await tenant.ReadAsync(db => db.WorkTasks.CountAsync(t => t.Status == WorkTaskStatus.Open, Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task The_hourly_job_asks_whoever_may_decide_today_and_nobody_about_what_they_asked_for()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        var approval = await ProposeAsync(tenant, await tenant.MemberAsync());
        var (asking, newcomer) = (await tenant.MemberAsync(Role.TopManagement), await tenant.MemberAsync(Role.TopManagement));
        await using (var other = app.Database.Superuser.CreateCommand($"update app.approval set requested_by = '{asking.PersonId}' where id = '{approval}'")) { await other.ExecuteNonQueryAsync(Ct); }
        Task<List<Guid>> AskedAsync() => tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.ApprovalDecision && t.Status == WorkTaskStatus.Open).Select(t => t.AssigneeId).ToListAsync(Ct));
        await tenant.KeepTasksAsync();
        (await AskedAsync()).ShouldBe([top.PersonId, newcomer.PersonId], ignoreOrder: true);
        await tenant.EndRoleAsync(newcomer);
        await tenant.KeepTasksAsync();
        (await AskedAsync()).ShouldBe([top.PersonId]);
        (await tenant.Manager.SendAsync(new AssignRole(Guid.CreateVersion7(), newcomer.PersonId, Role.TopManagement, null, null))).Error.ShouldBeNull();
        await tenant.KeepTasksAsync();
        (await AskedAsync()).ShouldBe([top.PersonId, newcomer.PersonId], ignoreOrder: true);
    }

    [Fact]
    public async Task A_newer_request_of_the_same_subject_supersedes_the_open_one()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        await tenant.MemberAsync(Role.TopManagement);
        var first = await ProposeAsync(tenant, await tenant.MemberAsync());
        var subject = await tenant.ReadAsync(db => db.Approvals.Where(a => a.Id == first).Select(a => a.SubjectId).SingleAsync(Ct));
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("test"));
            var (platform, isms) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
            await using var transaction = await isms.Database.BeginTransactionAsync(Ct);
            await scope.ServiceProvider.GetRequiredService<ApprovalDesk>().RequestAsync(new ApprovalRequest(nameof(RoleAssignment), subject, 2, "Asked anew", "{}", null), Ct);
            await isms.SaveChangesAsync(Ct);
            await transaction.CommitAsync(Ct);
        }
        (await tenant.ReadAsync(db => db.Approvals.OrderBy(a => a.RequestedAt).Select(a => a.Decision).ToListAsync(Ct))).ShouldBe([ApprovalDecision.Superseded, ApprovalDecision.Open]);
    }

    [Fact]
    public async Task The_database_changes_no_decided_approval()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var top = await tenant.MemberAsync(Role.TopManagement);
        (await top.SendAsync(new Approve(await ProposeAsync(tenant, await tenant.MemberAsync()), null))).Error.ShouldBeNull();
        foreach (var sql in new[] { $"update app.approval set comment = 'x' where tenant_id = '{tenant.Id}'", $"delete from app.approval where tenant_id = '{tenant.Id}'" })
        {
            await using var command = app.Database.Superuser.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).MessageText.ShouldBe("a decided approval is never changed");
        }
    }

    private static async Task<Guid> ProposeAsync(TestTenant tenant, TestMember member, TestMember? by = null)
    {
        (await (by ?? tenant.Manager).SendAsync(new AssignRole(Guid.CreateVersion7(), member.PersonId, Role.IsmsManager, null, null))).Error.ShouldBeNull();
        return await tenant.ReadAsync(db => db.Approvals.Where(a => a.Decision == ApprovalDecision.Open).Select(a => a.Id).FirstOrDefaultAsync(Ct));
    }

    private static Task<RoleAssignmentStatus> StatusAsync(TestTenant tenant, TestMember member)
        => tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == member.PersonId && r.Role == Role.IsmsManager).Select(r => r.Status).FirstAsync(Ct));
}
