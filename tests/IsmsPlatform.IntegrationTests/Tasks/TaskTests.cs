using System.Net;
using System.Text.Json;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Tasks;

/// <summary>Tasks: made once, closed by the act, in the right inbox; mails about them: once.</summary>
public sealed class TaskTests(PostgresServer server)
{
    internal static readonly DateOnly Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Brussels").DateTime);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_asked_for_something_until_a_day_that_is_over()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        CreateTask Until(DateOnly day) => new(Guid.CreateVersion7(), "Tidy up", tenant.Manager.PersonId, day, null, null);
        (await tenant.Manager.SendAsync(Until(Today.AddDays(-1)))).Error.ShouldBe(TaskErrors.DueInThePast);
        (await tenant.Manager.SendAsync(Until(Today))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_review_in_its_lead_time_asks_the_owner_once_however_often_the_job_runs()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var near = await ActiveAsync(tenant, owner, "Near", Today.AddDays(20));
        await ActiveAsync(tenant, owner, "Far", Today.AddDays(80));
        await Task.WhenAll(tenant.KeepTasksAsync(), tenant.KeepTasksAsync());
        await tenant.KeepTasksAsync();
        var task = await tenant.ReadAsync(db => db.WorkTasks.SingleAsync(Ct));
        (task.Kind, task.SubjectId, task.AssigneeId, task.DueOn).ShouldBe((WorkTaskKind.AssetReview, near, owner.PersonId, Today.AddDays(20)));
        var browser = await owner.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/tasks")).Text.ShouldContain("Review: Near");
        (await browser.GetAsync($"/t/{tenant.Slug}/my")).Text.ShouldContain("Review: Near");
        (await browser.GetAsync($"/t/{tenant.Slug}/notifications")).Text.ShouldContain("Near");
    }

    [Fact]
    public async Task A_late_review_closes_by_the_acceptance_and_does_not_shift_the_plan()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var planned = Today.AddDays(-40);
        var id = await ActiveAsync(tenant, owner, "Late", planned);
        await tenant.KeepTasksAsync();
        var task = await tenant.ReadAsync(db => db.WorkTasks.SingleAsync(Ct));
        (await owner.SendAsync(new CompleteTask(task.Id))).Error.ShouldBe(TaskErrors.ClosesByTheAct);
        (await owner.SendAsync(new StartAssetReview(id, await VersionAsync(tenant, id)))).Error.ShouldBeNull();
        (await owner.SendAsync(new AcceptAsset(id, await VersionAsync(tenant, id)))).Error.ShouldBeNull();
        var closed = await tenant.ReadAsync(db => db.WorkTasks.SingleAsync(Ct));
        (closed.Status, closed.DueOn, closed.ClosedBy).ShouldBe((WorkTaskStatus.Done, planned, owner.PersonId));
        closed.ClosedAt.ShouldNotBeNull();
        (await tenant.ReadAsync(db => db.Assets.Where(a => a.Id == id).Select(a => a.NextReviewOn).SingleAsync(Ct))).ShouldBe(planned.AddMonths(12));
        await tenant.KeepTasksAsync();
        (await tenant.ReadAsync(db => db.WorkTasks.CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_asks_its_owner_and_one_click_in_the_inbox_accepts_it()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var id = await tenant.Manager.AddAsync(Register.Form("Draft", 1, 1, 1) with { OwnerId = owner.PersonId });
        await tenant.KeepTasksAsync();
        var browser = await owner.BrowserAsync();
        var inbox = await browser.GetAsync($"/t/{tenant.Slug}/tasks");
        inbox.Text.ShouldContain("Accept: Draft");
        (await browser.PostAsync($"/t/{tenant.Slug}/assets/{id}/accept", inbox.Csrf, ("version", inbox.Field("version")), ("back", "tasks"))).Location.ShouldBe($"/t/{tenant.Slug}/tasks");
        (await browser.GetAsync($"/t/{tenant.Slug}/tasks")).Text.ShouldContain("Nothing to do");
        (await tenant.ReadAsync(db => db.WorkTasks.Select(t => t.Status).SingleAsync(Ct))).ShouldBe(WorkTaskStatus.Done);
    }

    [Fact]
    public async Task A_task_follows_the_owner_and_goes_with_what_asked_for_it()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var (first, second) = (await tenant.MemberAsync(Role.AssetOwner), await tenant.MemberAsync(Role.AssetOwner));
        var id = await tenant.Manager.AddAsync(Register.Form("Moving", 1, 1, 1) with { OwnerId = first.PersonId });
        await tenant.KeepTasksAsync();
        await ExecuteAsync(app, $"update app.asset set owner_id = '{second.PersonId}' where id = '{id}'");
        await tenant.KeepTasksAsync();
        (await tenant.ReadAsync(db => db.WorkTasks.Select(t => t.AssigneeId).SingleAsync(Ct))).ShouldBe(second.PersonId);
        (await tenant.Manager.SendAsync(new DeleteAsset(id, await VersionAsync(tenant, id)))).Error.ShouldBeNull();
        await tenant.KeepTasksAsync();
        (await tenant.ReadAsync(db => db.WorkTasks.Select(t => t.Status).SingleAsync(Ct))).ShouldBe(WorkTaskStatus.Cancelled);
    }

    [Fact]
    public async Task What_one_owner_put_off_is_not_hidden_from_the_next_when_it_is_asked_for_again()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var (first, second) = (await tenant.MemberAsync(Role.AssetOwner), await tenant.MemberAsync(Role.AssetOwner));
        var id = await tenant.Manager.AddAsync(Register.Form("Moving", 1, 1, 1) with { OwnerId = first.PersonId });
        await tenant.KeepTasksAsync();
        var task = await tenant.ReadAsync(db => db.WorkTasks.Select(t => t.Id).SingleAsync(Ct));
        (await first.SendAsync(new SnoozeTask(task, Today.AddDays(20), "I am leaving"))).Error.ShouldBeNull();
        await ExecuteAsync(app, $"update app.asset set owner_id = null where id = '{id}'");
        await tenant.KeepTasksAsync();
        await ExecuteAsync(app, $"update app.asset set owner_id = '{second.PersonId}' where id = '{id}'");
        await tenant.KeepTasksAsync();
        (await second.SendAsync(new GetInbox())).Value.Open.ShouldHaveSingleItem().Id.ShouldBe(task);
    }

    [Fact]
    public async Task The_year_of_what_was_done_begins_at_midnight_of_the_organisation()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var id = await AskAsync(tenant, tenant.Manager, Today);
        (await tenant.Manager.SendAsync(new CompleteTask(id))).Error.ShouldBeNull();
        await ExecuteAsync(app, $"update app.work_task set closed_at = '2026-12-31T23:30:00Z' where id = '{id}'");
        await using var scope = app.Services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.Enter(tenant.Tenant, Actor.Nobody with { PersonId = tenant.Manager.PersonId });
        var inbox = await new GetInboxHandler(scope.ServiceProvider.GetRequiredService<IsmsDbContext>(), request, new Stopped(DateTimeOffset.Parse("2027-01-02T12:00:00Z"))).Handle(new GetInbox(), Ct);
        inbox.Value.DoneThisYear.ShouldBe(1);
    }

    [Fact]
    public async Task Someone_asks_someone_about_a_record_and_is_told_when_it_is_done()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        var asset = await tenant.Manager.AddAsync(Register.Form("Subject", 1, 1, 1));
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/tasks/new?subjectType=Asset&subjectId={asset}";
        var form = await browser.GetAsync(url);
        (string, string?)[] fields = [("Id", form.Field("Id")), ("Title", "Look at the logs"), ("AssigneeId", member.PersonId.ToString()), ("DueOn", Today.AddDays(3).ToString("O")), ("SubjectType", "Asset"), ("SubjectId", asset.ToString())];
        (await browser.PostAsync($"/t/{tenant.Slug}/tasks/new", form.Csrf, [.. fields.Where(f => f.Item1 != "Title")])).Text.ShouldContain("Fill in this field.");
        for (var click = 0; click < 2; click++) { (await browser.PostAsync($"/t/{tenant.Slug}/tasks/new", form.Csrf, fields)).Status.ShouldBe(HttpStatusCode.Redirect); }
        var task = await tenant.ReadAsync(db => db.WorkTasks.SingleAsync(Ct));
        (await tenant.Manager.SendAsync(new CompleteTask(task.Id))).Error.ShouldBe(Error.NotFound);
        var theirs = await member.BrowserAsync();
        var inbox = await theirs.GetAsync($"/t/{tenant.Slug}/tasks");
        inbox.Text.ShouldContain("Look at the logs");
        inbox.Html.ShouldContain($"/t/{tenant.Slug}/assets/{asset}");
        (await theirs.PostAsync($"/t/{tenant.Slug}/tasks/{task.Id}/done", inbox.Csrf)).Location.ShouldBe($"/t/{tenant.Slug}/tasks");
        (await browser.GetAsync($"/t/{tenant.Slug}/notifications")).Text.ShouldContain("Look at the logs");
        (await browser.GetAsync($"/t/{tenant.Slug}/tasks/all?status=Done")).Text.ShouldContain("Look at the logs");
    }

    [Fact]
    public async Task Snoozing_needs_a_reason_and_an_end_and_keeps_the_planned_day()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var id = await AskAsync(tenant, tenant.Manager, Today.AddDays(-1));
        var me = tenant.Manager;
        (await me.SendAsync(new SnoozeTask(id, Today.AddDays(5), null))).Error!.Fields.ShouldContain(f => f.Field == "Reason");
        (await me.SendAsync(new SnoozeTask(id, Today, "Wait"))).Error!.Code.ShouldBe("task.snoozed-too-long");
        (await me.SendAsync(new SnoozeTask(id, Today.AddDays(31), "Wait"))).Error!.Code.ShouldBe("task.snoozed-too-long");
        (await me.SendAsync(new SnoozeTask(id, Today.AddDays(5), "The supplier is on holiday"))).Error.ShouldBeNull();
        var inbox = (await me.SendAsync(new GetInbox())).Value;
        (inbox.OpenCount, inbox.Snoozed.Single().DueOn).ShouldBe((0, Today.AddDays(-1)));
        await RemindAsync(app, tenant, Morning(Today));
        (await MailsAsync(app, me)).ShouldBe(0);
    }

    [Fact]
    public async Task The_job_run_twice_and_in_parallel_sends_one_mail_a_day()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        await AskAsync(tenant, tenant.Manager, Today);
        await AskAsync(tenant, tenant.Manager, Today.AddDays(-2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RemindAsync(app, tenant, Morning(Today))));
        await RemindAsync(app, tenant, Morning(Today).AddHours(5));
        (await MailsAsync(app, tenant.Manager)).ShouldBe(1);
        // The due one is overdue now; the other was mentioned this week.
        await RemindAsync(app, tenant, Morning(Today.AddDays(1)));
        (await MailsAsync(app, tenant.Manager)).ShouldBe(2);
        await RemindAsync(app, tenant, Morning(Today.AddDays(2)));
        (await MailsAsync(app, tenant.Manager)).ShouldBe(2);
        (await app.LinkAsync(tenant.Manager.Account.Email!)).ShouldBe($"/t/{tenant.Slug}/tasks");
    }

    [Theory]
    [InlineData("2027-03-28T04:59:00Z", false)] // 06:59 in Brussels, three hours after summer time began
    [InlineData("2027-03-28T05:00:00Z", true)]
    [InlineData("2027-10-31T05:59:00Z", false)] // 06:59 again, after it ended
    [InlineData("2027-10-31T06:00:00Z", true)]
    public async Task The_digest_comes_at_seven_of_the_organisation_also_when_clocks_change(string now, bool sent)
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        await AskAsync(tenant, tenant.Manager, DateOnly.Parse(now[..10]));
        await RemindAsync(app, tenant, DateTimeOffset.Parse(now));
        (await MailsAsync(app, tenant.Manager)).ShouldBe(sent ? 1 : 0);
    }

    [Fact]
    public async Task After_the_days_of_grace_the_manager_is_told_even_of_what_is_snoozed()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        await ExecuteAsync(app, $"update app.person set manager_id = '{tenant.Manager.PersonId}' where id = '{member.PersonId}'");
        var id = await AskAsync(tenant, member, Today.AddDays(-14));
        (await member.SendAsync(new SnoozeTask(id, Today.AddDays(10), "Later"))).Error.ShouldBeNull();
        await RemindAsync(app, tenant, Morning(Today));
        (await MailsAsync(app, tenant.Manager)).ShouldBe(0);
        await RemindAsync(app, tenant, Morning(Today.AddDays(1)));
        (await MailsAsync(app, tenant.Manager)).ShouldBe(1);
        (await MailsAsync(app, member)).ShouldBe(0);
    }

    [Theory]
    [InlineData(MailPreference.Now, 2)]
    [InlineData(MailPreference.Daily, 1)]
    [InlineData(MailPreference.Off, 0)]
    public async Task Each_chooses_when_mails_come(MailPreference wants, int mails)
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        var member = await tenant.MemberAsync(Role.RiskOwner);
        var browser = await member.BrowserAsync();
        (await browser.SubmitAsync("/profile", "/profile", ("Name", member.Account.Name), ("Language", "en-GB"), ("TimeZone", "Europe/Brussels"), ("MailReminders", wants.ToString()))).Status.ShouldBe(HttpStatusCode.Redirect);
        await AskAsync(tenant, member, Today);
        await RemindAsync(app, tenant, Morning(Today));
        (await MailsAsync(app, member)).ShouldBe(mails);
    }

    [Fact]
    public async Task Other_systems_read_tasks_page_by_page()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        for (var day = 0; day < 5; day++) { await AskAsync(tenant, tenant.Manager, Today.AddDays(day % 2)); }
        using var client = await tenant.ApiAsync(ApiScopes.TasksRead);
        List<string> seen = [];
        for (string? next = ""; next is not null;)
        {
            using var page = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/tasks?size=2&after={next}", Ct));
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetString()!));
            next = page.RootElement.GetProperty("next").GetString();
        }
        seen.Distinct().Count().ShouldBe(5);
        seen.Count.ShouldBe(5);
        (await client.GetAsync("/api/v1/tasks?after=nonsense", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_review_cycle_is_the_organisations_to_set()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        (await tenant.Manager.SendAsync(new SetReviewCycle(nameof(Asset), 1, 30, 7))).Error!.Fields.ShouldContain(f => f.Code == "lead-too-long");
        (await tenant.Manager.SendAsync(new SetReviewCycle(nameof(Asset), 6, 5, 7))).Error.ShouldBeNull();
        var owner = await tenant.MemberAsync(Role.AssetOwner);
        var id = await ActiveAsync(tenant, owner, "Twice a year", null);
        (await tenant.ReadAsync(db => db.Assets.Where(a => a.Id == id).Select(a => a.NextReviewOn).SingleAsync(Ct))).ShouldBe(Today.AddMonths(6));
    }

    private static async Task<Guid> AskAsync(TestTenant tenant, TestMember of, DateOnly due)
    {
        var id = Guid.CreateVersion7();
        (await tenant.Manager.SendAsync(new CreateTask(id, $"Task {id:N}", of.PersonId, Today, null, null))).Error.ShouldBeNull();
        // A late task was asked in time: days have passed since.
        await tenant.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await db.WorkTasks.Where(t => t.Id == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.DueOn, due), Ct);
            await transaction.CommitAsync(Ct);
            return true;
        });
        return id;
    }

    private static async Task<Guid> ActiveAsync(TestTenant tenant, TestMember owner, string name, DateOnly? review)
    {
        var id = await tenant.Manager.AddAsync(Register.Form(name, 1, 1, 1) with { OwnerId = owner.PersonId });
        (await owner.SendAsync(new AcceptAsset(id, await VersionAsync(tenant, id)))).Error.ShouldBeNull();
        if (review is { } day) { await ExecuteAsync(tenant.App, $"update app.asset set next_review_on = '{day:O}' where id = '{id}'"); }
        return id;
    }

    private static Task<long> VersionAsync(TestTenant tenant, Guid asset) => tenant.ReadAsync(db => db.Assets.Where(a => a.Id == asset).Select(a => a.Version).SingleAsync(Ct));

    internal static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);

    // The same command in the same pipeline, with a clock of the test's own.
    internal static async Task RemindAsync(TestApp app, TestTenant tenant, DateTimeOffset now)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var request = services.GetRequiredService<RequestScope>();
        request.Enter(tenant.Tenant, Actor.Job("send-reminders"));
        var (platform, isms) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<IsmsDbContext>());
        var handler = new SendRemindersHandler(isms, services.GetRequiredService<TaskMails>(), request, new Stopped(now));
        var commit = new CommitBehavior<SendReminders, Result>(isms, platform, request, services.GetRequiredService<AuditTrail>(), new HeldTransaction());
        (await commit.Handle(new SendReminders(), (command, token) => handler.Handle(command, token), Ct)).Error.ShouldBeNull();
    }

    private static async Task<long> MailsAsync(TestApp app, TestMember member)
    {
        await using var command = app.Database.Superuser.CreateCommand("select count(*) from platform.outbox_mail where recipient = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = member.Account.Email });
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task ExecuteAsync(TestApp app, string sql)
    {
        await using var command = app.Database.Superuser.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
    }

    private sealed class Stopped(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
