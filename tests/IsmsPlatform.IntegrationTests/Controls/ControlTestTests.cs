using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Context;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Controls;

/// <summary>Tests of controls: planned, performed, decided by somebody else, and what follows for the control.</summary>
public sealed class ControlTestTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateOnly Today => Tasks.TaskTests.Today;

    /// <summary>Who takes part: the manager keeps the controls, one owns the implementation, one tests.</summary>
    private sealed record Stage(TestTenant Tenant, TestMember Owner, TestMember Tester, Guid Control, Guid Implementation)
    {
        public TestMember Manager => Tenant.Manager;

        public PlanTest Test(TestKind kind = TestKind.Operating, int dueIn = 5) => new() { Id = Guid.CreateVersion7(), ImplementationId = Implementation, Kind = kind, TesterId = Tester.PersonId, DueOn = Today.AddDays(dueIn), Method = "Look at it" };

        public SetTestPlan Plan(long version, int dueIn = 5, int months = 3) => new() { Id = Implementation, Version = version, Kind = TestKind.Operating, EveryMonths = months, TesterId = Tester.PersonId, NextTestOn = Today.AddDays(dueIn), Method = "Look at it" };

        public Task<ControlImplementation> OfAsync() => Tenant.ReadAsync(db => db.ControlImplementations.SingleAsync(i => i.Id == Implementation, Ct));

        public Task<List<ControlTest>> TestsAsync() => Tenant.ReadAsync(db => db.ControlTests.OrderBy(t => t.Code).ToListAsync(Ct));

        public Task<List<WorkTask>> TasksAsync() => Tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Status == WorkTaskStatus.Open).OrderBy(t => t.Id).ToListAsync(Ct));
    }

    private async Task<Stage> StageAsync(ImplementationStatus status = ImplementationStatus.Operated)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        (await tenant.Manager.SendAsync(new AddAnnexA())).Ok();
        var (owner, tester) = (await tenant.MemberAsync(Role.ControlOwner), await tenant.MemberAsync(Role.AssetOwner));
        var control = await tenant.ReadAsync(db => db.Controls.Where(c => c.Code == "A.8.13").Select(c => c.Id).SingleAsync(Ct));
        var form = new ImplementControl { Id = Guid.CreateVersion7(), ControlId = control, Title = "Nightly backup", Description = "Every night.", OwnerId = owner.PersonId, Status = status };
        return new Stage(tenant, owner, tester, control, (await tenant.Manager.SendAsync(form)).Ok());
    }

    private static PerformTest Found(Guid id, TestVerdict verdict, int daysAgo = 0, long version = 1) => new() { Id = id, Version = version, PerformedOn = Today.AddDays(-daysAgo), Verdict = verdict, Conclusion = "Seen with own eyes.", Population = 40, SampleSize = 5 };

    [Fact]
    public async Task A_test_is_performed_by_one_accepted_by_another_and_the_next_comes_from_the_planned_day()
    {
        var s = await StageAsync();
        (await s.Owner.SendAsync(s.Plan(1, dueIn: 5))).Error.ShouldBeNull();
        var test = (await s.TestsAsync()).ShouldHaveSingleItem();
        test.Code.ShouldMatch(@"^CT-\d{4}-001$");
        (await s.OfAsync()).NextTestOn.ShouldBe(Today.AddDays(5));
        (await s.TasksAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Kind.ShouldBe(WorkTaskKind.ControlTest), t => t.AssigneeId.ShouldBe(s.Tester.PersonId), t => t.DueOn.ShouldBe(Today.AddDays(5)));
        (await s.Owner.SendAsync(Found(test.Id, TestVerdict.Effective))).Error.ShouldBe(Error.Forbidden, "whoever is not named does not test");
        (await s.Tester.SendAsync(Found(test.Id, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.TasksAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Kind.ShouldBe(WorkTaskKind.TestDecision), t => t.AssigneeId.ShouldBe(s.Owner.PersonId));
        (await s.Tester.SendAsync(new AcceptTest(test.Id, 2))).Error.ShouldBe(Error.Forbidden);
        (await s.Owner.SendAsync(new AcceptTest(test.Id, 1))).Error.ShouldBe(Error.Stale);
        (await s.Owner.SendAsync(new AcceptTest(test.Id, 2))).Error.ShouldBeNull();
        var next = (await s.TestsAsync())[1];
        (next.Status, next.DueOn, next.OccurrenceOn, next.TesterId).ShouldBe((TestStatus.Planned, Today.AddDays(5).AddMonths(3), Today.AddDays(5).AddMonths(3), s.Tester.PersonId));
        var of = await s.OfAsync();
        (of.NextTestOn, of.LastTestedOn, of.LastVerdict, of.Works).ShouldBe((next.DueOn, Today, TestVerdict.Effective, true));
        (await s.TasksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_test_does_not_shift_the_plan()
    {
        var s = await StageAsync();
        (await s.Owner.SendAsync(s.Plan(1, months: 2))).Error.ShouldBeNull();
        var test = (await s.TestsAsync()).Single();
        await LateAsync(s, test.Id, Today.AddMonths(-3));
        (await s.Tester.SendAsync(Found(test.Id, TestVerdict.Effective, version: 2))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(test.Id, 3))).Error.ShouldBeNull();
        var tests = await s.TestsAsync();
        (tests[0].OccurrenceOn, tests[0].PerformedOn).ShouldBe((Today.AddMonths(-3), Today));
        tests[1].DueOn.ShouldBe(Today.AddMonths(-3).AddMonths(4));
    }

    [Theory]
    [InlineData(TestVerdict.NotEffective)]
    [InlineData(TestVerdict.PartlyEffective)]
    public async Task What_does_not_work_is_tested_again_soon_and_the_plan_goes_on_from_its_day(TestVerdict verdict)
    {
        var s = await StageAsync();
        (await s.Owner.SendAsync(s.Plan(1, months: 12))).Error.ShouldBeNull();
        var failed = (await s.TestsAsync()).Single();
        (await s.Tester.SendAsync(Found(failed.Id, verdict))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(failed.Id, 2))).Error.ShouldBeNull();
        var again = (await s.TestsAsync())[1];
        (again.Status, again.RepeatsId, again.DueOn, again.OccurrenceOn).ShouldBe((TestStatus.Planned, failed.Id, Today.AddDays(ControlTest.RetestDays), failed.OccurrenceOn));
        (await (await s.Owner.BrowserAsync()).GetAsync($"/t/{s.Tenant.Slug}/control-tests/{failed.Id}")).Text.ShouldContain(again.Code);
        (await s.Tester.SendAsync(Found(again.Id, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(again.Id, 2))).Error.ShouldBeNull();
        (await s.TestsAsync())[2].DueOn.ShouldBe(Today.AddDays(5).AddMonths(12));
    }

    [Fact]
    public async Task The_verdict_of_a_test_is_one_of_four_and_nothing_else_is_offered()
    {
        var s = await StageAsync();
        var id = (await s.Manager.SendAsync(s.Test())).Ok();
        (await (await s.Tester.BrowserAsync()).GetAsync($"/t/{s.Tenant.Slug}/control-tests/{id}/perform")).Html.Split("name=\"Verdict\"").Length.ShouldBe(1 + Enum.GetValues<TestVerdict>().Length);
    }

    [Fact]
    public async Task Who_answers_for_a_control_does_not_test_how_it_operates()
    {
        var s = await StageAsync();
        var own = s.Test() with { TesterId = s.Owner.PersonId };
        (await s.Owner.SendAsync(own)).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("TesterId");
        (await s.Owner.SendAsync(own with { Kind = TestKind.SelfAssessment })).Ok();
        (await s.Owner.SendAsync(s.Plan(2) with { TesterId = s.Owner.PersonId })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("TesterId");
        var self = (await s.TestsAsync()).Single();
        (await s.Owner.SendAsync(Found(self.Id, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(self.Id, 2))).Error.ShouldBe(TestErrors.OwnTest);
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Manager.PersonId, "the owner tested, so whoever keeps the controls is asked");
        (await s.Manager.SendAsync(new AcceptTest(self.Id, 2))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_recorded_a_test_for_somebody_else_does_not_decide_about_it()
    {
        var s = await StageAsync();
        var id = (await s.Manager.SendAsync(s.Test())).Ok();
        (await s.Manager.SendAsync(Found(id, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.Manager.SendAsync(new AcceptTest(id, 2))).Error.ShouldBe(TestErrors.OwnTest);
        (await s.Manager.SendAsync(new RejectTest(id, 2, "No"))).Error.ShouldBe(TestErrors.OwnTest);
        (await s.Owner.SendAsync(new AcceptTest(id, 2))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_does_not_convince_is_rejected_with_a_reason_counts_no_more_and_is_tested_anew()
    {
        var s = await StageAsync();
        (await s.Owner.SendAsync(s.Plan(1))).Error.ShouldBeNull();
        var id = (await s.TestsAsync()).Single().Id;
        (await s.Tester.SendAsync(Found(id, TestVerdict.NotEffective))).Error.ShouldBeNull();
        (await s.OfAsync()).Works.ShouldBeFalse();
        (await s.Owner.SendAsync(new RejectTest(id, 2, " "))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Reason");
        (await s.Owner.SendAsync(new RejectTest(id, 2, "The sample is of another system."))).Error.ShouldBeNull();
        var tests = await s.TestsAsync();
        (tests[0].Status, tests[0].Verdict, tests[0].Nonconformity).ShouldBe((TestStatus.Rejected, TestVerdict.NotEffective, null));
        (tests[1].Status, tests[1].RepeatsId, tests[1].OccurrenceOn, tests[1].DueOn).ShouldBe((TestStatus.Planned, id, tests[0].OccurrenceOn, Today.AddDays(ControlTest.DaysToDecide)));
        var of = await s.OfAsync();
        (of.Works, of.LastVerdict, of.NextTestOn).ShouldBe((true, null, tests[1].DueOn));
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Tester.PersonId);
        (await s.Tester.SendAsync(Found(tests[1].Id, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(tests[1].Id, 2))).Error.ShouldBeNull();
        (await s.TestsAsync())[2].OccurrenceOn.ShouldBe(Today.AddDays(5).AddMonths(3));
    }

    [Fact]
    public async Task A_control_that_is_not_effective_works_no_more_is_told_and_suggests_a_nonconformity()
    {
        var s = await StageAsync();
        var id = (await s.Manager.SendAsync(s.Test(TestKind.Technical))).Ok();
        (await s.Tester.SendAsync(Found(id, TestVerdict.NotEffective))).Error.ShouldBeNull();
        async Task<List<Guid>> ToldAsync() => await s.Tenant.ReadAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.ControlNotEffective).Select(n => n.PersonId).ToListAsync(Ct));
        (await ToldAsync()).ShouldBe([s.Owner.PersonId, s.Manager.PersonId], ignoreOrder: true);
        (await FindAsync(s, new ControlFilter { Works = true })).ShouldBeEmpty();
        (await FindAsync(s, new ControlFilter { Test = [TestState.NotEffective] })).ShouldHaveSingleItem().Ineffective.ShouldBe(1);
        (await FindAsync(s, new ControlFilter { Coverage = [ControlCoverage.NotEffective] })).ShouldHaveSingleItem().Code.ShouldBe("A.8.13");
        (await FindAsync(s, new ControlFilter { Coverage = [ControlCoverage.NotImplemented] })).Count.ShouldBe(92);
        (await s.Owner.SendAsync(new AcceptTest(id, 2))).Error.ShouldBeNull();
        (await ToldAsync()).Count.ShouldBe(3, "the manager learns that it is accepted; the owner did it");
        (await s.Tester.SendAsync(new DeclineNonconformity(id, 3, "No"))).Error.ShouldBe(Error.Forbidden);
        (await s.Owner.SendAsync(new DeclineNonconformity(id, 3, null))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Reason");
        (await s.Owner.SendAsync(new DeclineNonconformity(id, 3, "Mended the same day."))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new DeclineNonconformity(id, 4, "Again"))).Error.ShouldBe(TestErrors.NothingOffered);
        // What cannot be tested says nothing; what is tested later and works does.
        var untestable = (await s.Manager.SendAsync(s.Test(TestKind.Technical))).Ok();
        (await s.Tester.SendAsync(Found(untestable, TestVerdict.NotTestable))).Error.ShouldBeNull();
        (await s.OfAsync()).Works.ShouldBeFalse();
        var again = (await s.Manager.SendAsync(s.Test(TestKind.Technical))).Ok();
        (await s.Tester.SendAsync(Found(again, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.OfAsync()).Works.ShouldBeTrue();
        (await FindAsync(s, new ControlFilter { Coverage = [ControlCoverage.Effective] })).ShouldHaveSingleItem();
        (await s.Manager.SendAsync(new GetCoverage())).Ok().Count(c => c.Coverage == ControlCoverage.Effective).ShouldBe(1);
    }

    [Fact]
    public async Task A_sample_larger_than_its_population_a_day_to_come_and_a_verdict_without_words_are_refused_at_their_field()
    {
        var s = await StageAsync();
        (await s.Manager.SendAsync(s.Test() with { Population = 3, SampleSize = 4 })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("SampleSize");
        (await s.Manager.SendAsync(s.Test(dueIn: -1))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("DueOn");
        (await s.Owner.SendAsync(s.Plan(1, dueIn: -1))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("NextTestOn");
        var id = (await s.Manager.SendAsync(s.Test())).Ok();
        (await s.Tester.SendAsync(Found(id, TestVerdict.Effective) with { SampleSize = 41 })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("SampleSize");
        (await s.Tester.SendAsync(Found(id, TestVerdict.Effective, daysAgo: -1))).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("PerformedOn");
        (await s.Tester.SendAsync(Found(id, TestVerdict.Effective) with { Conclusion = " " })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Conclusion");
        (await s.Tester.SendAsync(Found(id, TestVerdict.Effective) with { Verdict = null })).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Verdict");
    }

    [Fact]
    public async Task A_test_took_place_within_a_year_and_not_before_the_last_of_its_kind_that_was_accepted()
    {
        var s = await StageAsync();
        var first = (await s.Manager.SendAsync(s.Test())).Ok();
        (await s.Tester.SendAsync(Found(first, TestVerdict.Effective) with { PerformedOn = new DateOnly(1950, 5, 1) })).Error!.Fields.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("PerformedOn"), f => f.Code.ShouldBe("control-test.performed-too-long-ago"));
        (await s.Tester.SendAsync(Found(first, TestVerdict.Effective, daysAgo: 10))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(first, 2))).Error.ShouldBeNull();
        var second = (await s.Manager.SendAsync(s.Test())).Ok();
        var early = (await s.Tester.SendAsync(Found(second, TestVerdict.Effective, daysAgo: 11))).Error!.Fields.ShouldHaveSingleItem();
        (early.Field, early.Code).ShouldBe(("PerformedOn", "control-test.performed-before-the-last"));
        var otherwise = (await s.Manager.SendAsync(s.Test(TestKind.Technical))).Ok();
        (await s.Tester.SendAsync(Found(otherwise, TestVerdict.Effective, daysAgo: 11))).Error.ShouldBeNull("another kind of test has days of its own");
        (await s.Tester.SendAsync(Found(second, TestVerdict.Effective, daysAgo: 10))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task The_database_changes_nothing_of_what_was_performed()
    {
        var s = await StageAsync();
        var id = (await s.Manager.SendAsync(s.Test())).Ok();
        (await s.Tester.SendAsync(Found(id, TestVerdict.Effective))).Error.ShouldBeNull();
        await RefusedAsync("update app.control_test set conclusion = 'Better' where id = '{0}'");
        await RefusedAsync("update app.control_test set status = 'Planned', verdict = null where id = '{0}'");
        await RefusedAsync("update app.control_test set status = 'Accepted', decided_by_id = tester_id, decided_on = performed_on where id = '{0}'", PostgresErrorCodes.CheckViolation);
        (await s.Owner.SendAsync(new AcceptTest(id, 2))).Error.ShouldBeNull();
        await RefusedAsync("update app.control_test set decided_on = decided_on - 1 where id = '{0}'");
        await RefusedAsync("delete from app.control_test where id = '{0}'");
        (await s.Manager.SendAsync(new ChangeTest { Id = id, Version = 3, Kind = TestKind.Design, TesterId = s.Tester.PersonId, DueOn = Today })).Error.ShouldBe(TestErrors.NotPlanned);
        (await s.Manager.SendAsync(new CancelTest(id, 3, "No"))).Error.ShouldBe(TestErrors.NotPlanned);

        async Task RefusedAsync(string sql, string state = PostgresErrorCodes.InsufficientPrivilege)
            => (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(s, string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, id)))).SqlState.ShouldBe(state);
    }

    [Fact]
    public async Task The_hourly_job_asks_once_follows_the_tester_and_the_owner_and_forgets_what_is_over()
    {
        var s = await StageAsync();
        var far = (await s.Manager.SendAsync(s.Test(dueIn: 60))).Ok();
        (await s.TasksAsync()).ShouldBeEmpty();
        await ExecuteAsync(s, $"update app.control_test set due_on = '{Today.AddDays(3):yyyy-MM-dd}' where id = '{far}'");
        await Task.WhenAll(s.Tenant.KeepTasksAsync(), s.Tenant.KeepTasksAsync());
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Tester.PersonId);
        await ExecuteAsync(s, $"update app.control_test set tester_id = '{s.Manager.PersonId}' where id = '{far}'");
        await s.Tenant.KeepTasksAsync();
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Manager.PersonId);
        (await s.Manager.SendAsync(Found(far, TestVerdict.Effective, version: 3))).Error.ShouldBeNull();
        await s.Tenant.KeepTasksAsync();
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Owner.PersonId);
        await ExecuteAsync(s, $"update app.control_implementation set owner_id = '{s.Tester.PersonId}' where id = '{s.Implementation}'");
        await s.Tenant.KeepTasksAsync();
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Tester.PersonId);
        (await s.Tester.SendAsync(new AcceptTest(far, 4))).Error.ShouldBeNull();
        await s.Tenant.KeepTasksAsync();
        (await s.TasksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_does_not_keep_the_controls_any_more_is_not_asked_to_decide_in_the_place_of_an_owner_who_tested()
    {
        var s = await StageAsync();
        var keeper = await s.Tenant.MemberAsync(Role.IsmsManager);
        var test = (await s.Manager.SendAsync(s.Test(TestKind.Design) with { TesterId = s.Owner.PersonId })).Ok();
        (await s.Owner.SendAsync(Found(test, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.TasksAsync()).Select(t => t.AssigneeId).ShouldBe([s.Manager.PersonId, keeper.PersonId], ignoreOrder: true);
        await s.Tenant.EndRoleAsync(keeper);
        await s.Tenant.KeepTasksAsync();
        (await s.TasksAsync()).ShouldHaveSingleItem().AssigneeId.ShouldBe(s.Manager.PersonId);
    }

    [Fact]
    public async Task A_plan_is_moved_with_its_test_ended_with_a_reason_and_ends_with_what_it_tests()
    {
        var s = await StageAsync();
        (await s.Owner.SendAsync(s.Plan(1))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(s.Plan(1))).Error.ShouldBe(Error.Stale);
        (await s.Owner.SendAsync(s.Plan(2, dueIn: 9))).Error.ShouldBeNull();
        (await s.TestsAsync()).ShouldHaveSingleItem().OccurrenceOn.ShouldBe(Today.AddDays(9));
        (await s.Owner.SendAsync(new EndTestPlan(s.Implementation, 3, "Tested by the provider from now on."))).Error.ShouldBeNull();
        (await s.TestsAsync()).ShouldHaveSingleItem().Status.ShouldBe(TestStatus.Cancelled);
        (await s.Owner.SendAsync(new EndTestPlan(s.Implementation, 4, "Again"))).Error.ShouldBe(TestErrors.NoPlan);
        (await s.Owner.SendAsync(s.Plan(4))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new ChangeImplementation { Id = s.Implementation, Version = 5, Title = "Nightly backup", OwnerId = s.Owner.PersonId, Status = ImplementationStatus.Retired })).Error.ShouldBeNull();
        (await s.TestsAsync()).ShouldAllBe(t => t.Status == TestStatus.Cancelled);
        var of = await s.OfAsync();
        (of.Plan, of.NextTestOn).ShouldBe((null, null));
        (await s.TasksAsync()).ShouldBeEmpty();
        (await s.Owner.SendAsync(s.Plan(6))).Error.ShouldBe(TestErrors.ImplementationRetired);
        (await s.Owner.SendAsync(s.Test())).Error.ShouldBe(TestErrors.ImplementationRetired);
    }

    [Fact]
    public async Task A_cancelled_test_of_a_plan_is_followed_by_the_next_day_of_it()
    {
        var s = await StageAsync();
        (await s.Owner.SendAsync(s.Plan(1))).Error.ShouldBeNull();
        var id = (await s.TestsAsync()).Single().Id;
        (await s.Owner.SendAsync(new CancelTest(id, 1, "The system is being moved."))).Error.ShouldBeNull();
        (await s.TestsAsync())[1].DueOn.ShouldBe(Today.AddDays(5).AddMonths(3));
    }

    [Fact]
    public async Task Lists_find_what_waits_what_is_late_and_what_is_mine()
    {
        var s = await StageAsync();
        var (late, soon) = ((await s.Manager.SendAsync(s.Test())).Ok(), (await s.Manager.SendAsync(s.Test(TestKind.Design, 20))).Ok());
        var done = (await s.Manager.SendAsync(s.Test(TestKind.Technical))).Ok();
        (await s.Tester.SendAsync(Found(done, TestVerdict.Effective))).Error.ShouldBeNull();
        (await s.Owner.SendAsync(new AcceptTest(done, 2))).Error.ShouldBeNull();
        await LateAsync(s, late, Today.AddDays(-3));
        async Task<IEnumerable<Guid>> FoundAsync(ControlTestFilter filter, string? sort = null) => (await s.Tester.SendAsync(new ListControlTests(filter, new(sort)))).Ok().Items.Select(t => t.Id);
        (await FoundAsync(new())).ShouldBe([late, soon]);
        (await FoundAsync(new(), "-due")).ShouldBe([soon, late]);
        (await FoundAsync(new() { Due = [TestDue.Overdue] })).ShouldBe([late]);
        (await FoundAsync(new() { Due = [TestDue.Soon] })).ShouldBe([soon]);
        (await FoundAsync(new() { Verdict = [TestVerdict.Effective] })).ShouldBe([done]);
        (await FoundAsync(new() { Status = [TestStatus.Accepted], Control = s.Control, Tester = "me", Q = "backup" })).ShouldBe([done]);
        (await FoundAsync(new() { Status = [TestStatus.Accepted], Control = Guid.CreateVersion7() })).ShouldBeEmpty();
        (await FindAsync(s, new ControlFilter { Test = [TestState.Overdue] })).ShouldBeEmpty("the list reads what the acts wrote");
        await KnowAsync(s, late);
        (await FindAsync(s, new ControlFilter { Test = [TestState.Overdue] })).ShouldHaveSingleItem();
        (await FindAsync(s, new ControlFilter { Test = [TestState.NeverTested] })).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<ControlRow>> FindAsync(Stage s, ControlFilter filter) => (await s.Manager.SendAsync(new ListControls(filter, new(Size: 100)))).Ok().Items;

    // A day that is over cannot be planned; time passes.
    private static Task LateAsync(Stage s, Guid test, DateOnly day) => ExecuteAsync(s, $"update app.control_test set due_on = '{day:yyyy-MM-dd}', occurrence_on = case when occurrence_on is null then null else '{day:yyyy-MM-dd}'::date end where id = '{test}'");

    private static async Task KnowAsync(Stage s, Guid test)
        => (await s.Manager.SendAsync(new ChangeTest { Id = test, Version = 2, Kind = TestKind.Operating, TesterId = s.Tester.PersonId, DueOn = Today.AddDays(-3) })).Error.ShouldBeNull();

    private static async Task ExecuteAsync(Stage s, string sql)
    {
        await using var command = s.Tenant.App.Database.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
