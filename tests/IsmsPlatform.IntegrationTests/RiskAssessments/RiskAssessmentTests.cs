using System.Net;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.RiskAssessments;

/// <summary>Risk assessments: planned with a scope, started, evaluated in, reviewed, completed; and what stays of them.</summary>
public sealed class RiskAssessmentTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<AssessmentWorld> WorldAsync() => AssessmentWorld.BeginAsync(server);

    private static Task<List<WorkTask>> TasksAsync(AssessmentWorld w, Guid assessment) => w.Tenant.ReadAsync(db => db.WorkTasks.AsNoTracking().Where(t => t.SubjectId == assessment && t.Kind == WorkTaskKind.RiskAssessment).OrderBy(t => t.AssigneeId).ToListAsync(Ct));

    [Fact]
    public async Task What_one_act_does_to_a_record_is_told_once()
    {
        var w = await AssessmentWorld.BeginAsync(server);
        await w.RiskAsync("Fire");
        var id = (await w.Manager.SendAsync(w.Form() with { ParticipantIds = [w.Owner.PersonId] })).Ok();
        (await w.Manager.SendAsync(new StartRiskAssessment(id, 1))).Error.ShouldBeNull();
        (await w.Manager.SendAsync(new GetActivity(nameof(RiskAssessment), id))).Ok().Select(e => e.UseCase).ShouldBe([nameof(StartRiskAssessment), nameof(PlanRiskAssessment)]);
    }

    [Fact]
    public async Task Starting_fixes_the_methodology_and_the_risks_in_scope()
    {
        var w = await WorldAsync();
        var (one, closed) = (await w.RiskAsync("Fire"), await w.RiskAsync("Gone"));
        (await w.Manager.SendAsync(new CloseRisk(closed, 1, "Sold."))).Error.ShouldBeNull();
        var id = await w.StartedAsync();
        var started = await w.ReadAsync(id);
        (started.Status, started.MethodologyVersion, started.StartedOn, started.Risks, started.Evaluated, started.Outside).ShouldBe((AssessmentStatus.InProgress, 1, w.Tenant.Today, 1, 0, 0));
        (await w.ItemsAsync(id)).ShouldHaveSingleItem().RiskId.ShouldBe(one);
        // Its story speaks as its page does: "Begun" is a word of tasks.
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risk-assessments/{id}")).Text.ShouldNotContain("Begun");
        (await w.Manager.SendAsync(new ChangeRiskAssessment { Id = id, Version = started.Version, Name = "Other", Trigger = AssessmentTrigger.Planned, StartOn = started.StartOn, DueOn = started.DueOn, LeadId = started.LeadId })).Error.ShouldBe(RiskAssessmentErrors.Started);
    }

    [Fact]
    public async Task A_scope_is_narrowed_by_assets_their_units_and_locations_owners_and_needs()
    {
        var w = await WorldAsync();
        var unit = (await w.Manager.SendAsync(new Application.Organisation.CreateUnit(Guid.CreateVersion7(), "OPS", "Operations", null, null, null, null))).Ok();
        var below = (await w.Manager.SendAsync(new Application.Organisation.CreateUnit(Guid.CreateVersion7(), "NET", "Networks", unit, null, null, null))).Ok();
        var asset = await w.Manager.AddAsync(Register.Form("Router") with { UnitId = below });
        var (on, off, mine) = (await w.RiskAsync("Router fails", assets: [asset]), await w.RiskAsync("Paper burns"), await w.RiskAsync("Mail is read", w.Manager));
        await w.RatedAsync(off, 2, 2);
        async Task<int> CountAsync(PlanRiskAssessment form) => (await w.ReadAsync((await w.Manager.SendAsync(form)).Ok())).Risks;
        (await CountAsync(w.Form())).ShouldBe(3);
        (await CountAsync(w.Form() with { UnitIds = [unit] })).ShouldBe(1);
        (await CountAsync(w.Form() with { AssetIds = [asset] })).ShouldBe(1);
        (await CountAsync(w.Form() with { OwnerIds = [w.Manager.PersonId] })).ShouldBe(1);
        (await CountAsync(w.Form() with { Needs = [AssessmentNeed.NeverRated] })).ShouldBe(2);
        (await CountAsync(w.Form() with { Kinds = [RiskKind.Opportunity] })).ShouldBe(0);
        await w.ApproveMethodAsync();
        (await CountAsync(w.Form() with { Needs = [AssessmentNeed.EarlierMethodology] })).ShouldBe(1);
        (await CountAsync(w.Form() with { Needs = [AssessmentNeed.EarlierMethodology, AssessmentNeed.NeverRated], UnitIds = [unit], AssetIds = [asset] })).ShouldBe(1);
        (await w.ItemsAsync(await w.StartedAsync(w.Form() with { UnitIds = [unit] }))).Single().RiskId.ShouldBe(on);
        mine.ShouldNotBe(on);
    }

    [Fact]
    public async Task Nothing_in_scope_is_not_started()
    {
        var w = await WorldAsync();
        var id = (await w.Manager.SendAsync(w.Form())).Ok();
        (await w.Manager.SendAsync(new StartRiskAssessment(id, 1))).Error.ShouldBe(RiskAssessmentErrors.NothingInScope);
        (await w.ReadAsync(id)).Status.ShouldBe(AssessmentStatus.Planned);
    }

    [Fact]
    public async Task An_unplanned_one_says_what_happened()
    {
        var w = await WorldAsync();
        (await w.Manager.SendAsync(w.Form() with { Trigger = AssessmentTrigger.Incident })).Error!.Fields[0].Field.ShouldBe(nameof(PlanRiskAssessment.Why));
        (await w.Manager.SendAsync(w.Form() with { DueOn = w.Tenant.Today.AddDays(-1) })).Error.ShouldBe(RiskAssessmentErrors.DueBeforeStart);
        (await w.Manager.SendAsync(w.Form() with { Trigger = AssessmentTrigger.Incident, Why = "A tape was lost." })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_risk_is_done_when_its_stages_were_evaluated_in_the_assessment()
    {
        var w = await WorldAsync();
        var (accepted, modified) = (await w.RiskAsync("Fire"), await w.RiskAsync("Theft", treatment: TreatmentOption.Modify));
        await w.RatedAsync(accepted, 3, 3);
        var id = await w.StartedAsync();
        // Outside of the assessment nothing counts.
        await w.RatedAsync(accepted, 3, 3);
        (await w.ReadAsync(id)).Evaluated.ShouldBe(0);
        await w.RatedAsync(accepted, 4, 3, id);
        await w.RatedAsync(modified, 4, 3, id);
        (await w.ReadAsync(id)).Evaluated.ShouldBe(1);
        (await w.RateAsync(modified, EvaluationStage.Target, 4, 3, id)).Error.ShouldBeNull();
        (await w.ReadAsync(id)).Evaluated.ShouldBe(2);
        var rows = await w.ItemsAsync(id);
        (rows[0].State, rows[0].Moved, rows[0].Before!.Level, rows[0].Now!.Level).ShouldBe((ItemState.Done, 1, 2, 3));
        (rows[1].Moved, rows[1].Before).ShouldBe((null, null));
        (await w.RiskAsync(accepted)).Evaluations[0].Assessment!.Id.ShouldBe(id);
        (await w.ItemsAsync(id, new AssessedFilter { Show = AssessedKind.Risen })).ShouldHaveSingleItem().RiskId.ShouldBe(accepted);
        (await w.ItemsAsync(id, new AssessedFilter { Show = AssessedKind.ToDo })).ShouldBeEmpty();
        (await w.ItemsAsync(id, new AssessedFilter { Show = AssessedKind.NewlyAbove })).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_counted_of_an_assessment_is_what_a_recount_finds_after_every_kind_of_change()
    {
        var w = await WorldAsync();
        var (fire, flood, theft) = (await w.RiskAsync("Fire"), await w.RiskAsync("Flood", w.Manager), await w.RiskAsync("Theft"));
        var id = await w.StartedAsync();
        await RecountAsync("started");
        await w.RatedAsync(fire, 2, 2, id, w.Owner);
        await w.RatedAsync(fire, 3, 3, id);
        await w.RatedAsync(flood, 1, 1, id);
        await RecountAsync("evaluated by two, twice");
        async Task ChangeAsync(Guid risk, Guid owner, TreatmentOption option)
        {
            var r = await w.RiskAsync(risk);
            (await w.Manager.SendAsync(new ChangeRisk { Id = risk, Version = r.Version, Title = r.Title, Kind = r.Kind, Affects = r.Affects, OwnerId = owner, Treatment = option, NextReviewOn = r.NextReviewOn })).Error.ShouldBeNull();
        }
        await ChangeAsync(fire, w.Manager.PersonId, TreatmentOption.Accept);
        await RecountAsync("of another owner");
        await ChangeAsync(flood, w.Owner.PersonId, TreatmentOption.Modify);
        await RecountAsync("of another owner, and a target is asked for");
        (await w.Manager.SendAsync(new CloseRisk(theft, (await w.RiskAsync(theft)).Version, "Sold."))).Error.ShouldBeNull();
        await RecountAsync("closed");
        (await w.ReadAsync(id)).Outside.ShouldBe(0, "a closed risk is neither missing nor counted");
        (await w.Manager.SendAsync(new ReopenRisk(theft, (await w.RiskAsync(theft)).Version))).Error.ShouldBeNull();
        (await w.ReadAsync(id)).Outside.ShouldBe(0);
        await w.RiskAsync("Storm");
        (await w.ReadAsync(id)).Outside.ShouldBe(1);
        (await w.Manager.SendAsync(new TakeInRisks(id, (await w.ReadAsync(id)).Version))).Error.ShouldBeNull();
        await RecountAsync("reopened, and another one taken in");
        await w.ApproveMethodAsync();
        (await w.Manager.SendAsync(new MoveRiskAssessmentOn(id, (await w.ReadAsync(id)).Version))).Error.ShouldBeNull();
        await RecountAsync("moved on to another methodology");
        await w.RatedAsync(fire, 2, 2, id);
        await RecountAsync("evaluated again");

        async Task RecountAsync(string after)
        {
            var counted = await w.Tenant.ReadAsync(db => db.AssessmentProgress.AsNoTracking().Where(p => p.AssessmentId == id).ToListAsync(Ct));
            var items = await w.Tenant.ReadAsync(db => db.AssessmentItems.AsNoTracking().Where(i => i.AssessmentId == id).ToListAsync(Ct));
            var rated = await w.Tenant.ReadAsync(db => db.RiskEvaluations.Where(e => e.AssessmentId == id).Select(e => new { e.EvaluatedBy, e.RiskId }).Distinct().ToListAsync(Ct));
            counted.Select(p => (p.PersonId, p.Risks, p.Evaluated, p.Rated)).ShouldBe(items.Select(i => i.OwnerId).Concat(rated.Select(r => r.EvaluatedBy)).Concat(counted.Select(p => p.PersonId)).Distinct()
                .Select(p => (p, items.Count(i => i.OwnerId == p), items.Count(i => i.OwnerId == p && i.State != ItemState.Open), rated.Count(r => r.EvaluatedBy == p))), ignoreOrder: true, after);
            var view = await w.ReadAsync(id);
            (view.Risks, view.Evaluated).ShouldBe((items.Count, items.Count(i => i.State != ItemState.Open)), after);
        }
    }

    [Fact]
    public async Task The_row_of_a_risk_follows_its_option_owner_and_end_whichever_act_changes_them()
    {
        var w = await WorldAsync();
        var (risk, other) = (await w.RiskAsync("Fire"), await w.RiskAsync("Theft"));
        var id = await w.StartedAsync();
        await w.RatedAsync(risk, 2, 2, id);
        (await w.ReadAsync(id)).Evaluated.ShouldBe(1);
        var r = await w.RiskAsync(risk);
        (await w.Manager.SendAsync(new ChangeRisk { Id = risk, Version = r.Version, Title = r.Title, Kind = r.Kind, Affects = r.Affects, OwnerId = w.Manager.PersonId, Treatment = TreatmentOption.Modify, NextReviewOn = r.NextReviewOn })).Error.ShouldBeNull();
        var row = (await w.ItemsAsync(id)).Single(i => i.RiskId == risk);
        (row.State, row.OwnerId).ShouldBe((ItemState.Open, w.Manager.PersonId));
        (await w.Manager.SendAsync(new CloseRisk(other, (await w.RiskAsync(other)).Version, "Sold."))).Error.ShouldBeNull();
        var view = await w.ReadAsync(id);
        (view.Evaluated, view.Changes).ShouldBe((1, null), "what changed is told in review");
        (await w.ItemsAsync(id)).Single(i => i.RiskId == other).State.ShouldBe(ItemState.Closed);
        (await w.Manager.SendAsync(new ReviewRiskAssessment(id, view.Version))).Error.ShouldBeNull();
        (await w.ReadAsync(id)).Changes!.Closed.ShouldBe(1);
    }

    [Fact]
    public async Task Unchanged_is_an_evaluation_of_its_own_that_names_what_it_confirms()
    {
        var w = await WorldAsync();
        var risk = await w.RiskAsync("Fire");
        (await w.Manager.SendAsync(new ConfirmRating { Id = risk, Version = 1, Rationale = "The same as before." })).Error.ShouldBe(RiskErrors.NothingToConfirm);
        await w.RatedAsync(risk, 3, 3);
        var id = await w.StartedAsync();
        (await w.Owner.SendAsync(new ConfirmRating { Id = risk, Version = (await w.RiskAsync(risk)).Version, AssessmentId = id, Rationale = " " })).Error!.Fields[0].Field.ShouldBe("Rationale");
        (await w.Owner.SendAsync(new ConfirmRating { Id = risk, Version = (await w.RiskAsync(risk)).Version, AssessmentId = id, Rationale = "Walked through the rooms: the same." })).Error.ShouldBeNull();
        var evaluations = (await w.RiskAsync(risk)).Evaluations;
        evaluations.Count.ShouldBe(4);
        evaluations.Take(2).ShouldAllBe(e => e.Confirms != null && e.Confirms.EvaluatedBy == w.Manager.Account.Name && e.Assessment!.Id == id && e.EvaluatedBy == w.Owner.Account.Name);
        var row = (await w.ItemsAsync(id)).Single();
        (row.State, row.Moved).ShouldBe((ItemState.Done, 0));
    }

    [Fact]
    public async Task Risks_that_come_under_the_scope_later_are_taken_in_by_an_act_that_says_how_many()
    {
        var w = await WorldAsync();
        await w.RiskAsync("Fire");
        var id = await w.StartedAsync();
        var later = await w.RiskAsync("Theft");
        (await w.ReadAsync(id)).Outside.ShouldBe(1);
        (await w.RateAsync(later, EvaluationStage.Inherent, 2, 2, id)).Error.ShouldBe(RiskAssessmentErrors.NotInScope);
        (await w.Manager.SendAsync(new TakeInRisks(id, (await w.ReadAsync(id)).Version))).Ok().ShouldBe(1);
        (await w.Manager.SendAsync(new TakeInRisks(id, (await w.ReadAsync(id)).Version))).Ok().ShouldBe(0);
        (await w.ReadAsync(id)).Risks.ShouldBe(2);
        (await w.RateAsync(later, EvaluationStage.Inherent, 2, 2, id)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_came_under_an_assessment_of_all_risks_is_what_counting_all_of_them_finds()
    {
        var w = await WorldAsync();
        var (fire, gone, sold) = (await w.RiskAsync("Fire"), await w.RiskAsync("Gone"), await w.RiskAsync("Sold"));
        foreach (var risk in (Guid[])[gone, sold]) { (await w.Manager.SendAsync(new CloseRisk(risk, 1, "Sold."))).Error.ShouldBeNull(); }
        // Opened by an act that began before the assessment did and was not finished when it took in its risks.
        await using var other = await w.Tenant.App.Database.Superuser.OpenConnectionAsync(Ct);
        await using var act = await other.BeginTransactionAsync(Ct);
        await using var opening = new NpgsqlCommand("update app.risk set status = 'Identified', closed_reason = null where id = $1", other) { Parameters = { new() { Value = gone } } };
        await opening.ExecuteNonQueryAsync(Ct);
        var id = await w.StartedAsync();
        await CountAsync(0, "nothing is seen of it yet");
        await act.CommitAsync(Ct);
        await CountAsync(1, "opened beside the start");
        var storm = await w.RiskAsync("Storm");
        await CountAsync(2, "identified");
        (await w.Manager.SendAsync(new ReopenRisk(sold, (await w.RiskAsync(sold)).Version))).Error.ShouldBeNull();
        await CountAsync(3, "reopened");
        (await w.Manager.SendAsync(new CloseRisk(storm, 1, "Over."))).Error.ShouldBeNull();
        await CountAsync(2, "closed again");
        (await w.Manager.SendAsync(new CloseRisk(fire, (await w.RiskAsync(fire)).Version, "Out."))).Error.ShouldBeNull();
        (await w.Manager.SendAsync(new ReopenRisk(fire, (await w.RiskAsync(fire)).Version))).Error.ShouldBeNull();
        await CountAsync(2, "what is in it already was closed and reopened");
        await using (var command = w.Tenant.App.Database.Superuser.CreateCommand("update app.risk_assessment set taken_in_at = null where id = $1"))
        {
            command.Parameters.Add(new() { Value = id });
            await command.ExecuteNonQueryAsync(Ct);
        }
        await CountAsync(2, "begun before it was kept when risks were taken in");
        (await w.Manager.SendAsync(new TakeInRisks(id, (await w.ReadAsync(id)).Version))).Ok().ShouldBe(2);
        await CountAsync(0, "taken in");
        await w.RiskAsync("Flood");
        await CountAsync(1, "identified after others were taken in");

        async Task CountAsync(int expected, string after)
        {
            var counted = await w.Tenant.ReadAsync(db => db.Risks.CountAsync(r => r.Status != RiskStatus.Closed && !db.AssessmentItems.Any(i => i.AssessmentId == id && i.RiskId == r.Id), Ct));
            (counted, (await w.ReadAsync(id)).Outside).ShouldBe((expected, expected), after);
        }
    }

    [Fact]
    public async Task A_newer_methodology_is_moved_on_to_before_anything_else_is_evaluated()
    {
        var w = await WorldAsync();
        var risk = await w.RiskAsync("Fire");
        var id = await w.StartedAsync();
        await w.RatedAsync(risk, 2, 2, id);
        await w.ApproveMethodAsync();
        (await w.ReadAsync(id)).NewerMethodology.ShouldBe(2);
        (await w.RateAsync(risk, EvaluationStage.Inherent, 2, 2, id)).Error.ShouldBe(RiskAssessmentErrors.NewerMethodology);
        await w.ReviewedAsync(id);
        (await w.CompleteAsync(id)).Error.ShouldBe(RiskAssessmentErrors.NewerMethodology);
        (await w.Manager.SendAsync(new MoveRiskAssessmentOn(id, (await w.ReadAsync(id)).Version))).Error.ShouldBeNull();
        var moved = await w.ReadAsync(id);
        (moved.MethodologyVersion, moved.NewerMethodology, moved.Evaluated, moved.Status).ShouldBe((2, null, 0, AssessmentStatus.InProgress));
        (await w.Manager.SendAsync(new MoveRiskAssessmentOn(id, moved.Version))).Error.ShouldBe(RiskAssessmentErrors.MethodologyHolds);
        await w.RatedAsync(risk, 2, 2, id);
        (await w.ReadAsync(id)).Evaluated.ShouldBe(1);
    }

    [Fact]
    public async Task Completion_is_refused_while_a_risk_is_not_evaluated_and_names_it()
    {
        var w = await WorldAsync();
        await w.RiskAsync("Fire");
        var theft = await w.RiskAsync("Theft");
        var id = await w.StartedAsync();
        (await w.CompleteAsync(id)).Error.ShouldBe(RiskAssessmentErrors.NotInReview);
        await w.ReviewedAsync(id);
        var both = (await w.CompleteAsync(id)).Error!;
        (both.Code, (string)both.Arguments[1]).ShouldBe(("risk-assessment.not-evaluated-many", string.Join(", ", (await w.ReadAsync(id)).Open.Select(o => o.Name))));
        await w.RatedAsync(theft, 1, 1, id);
        var one = (await w.CompleteAsync(id)).Error!;
        one.Code.ShouldBe("risk-assessment.not-evaluated");
        ((string)one.Arguments[0]).ShouldEndWith("Fire");
        (await w.Manager.SendAsync(new ResumeRiskAssessment(id, (await w.ReadAsync(id)).Version))).Error.ShouldBeNull();
        (await w.Owner.SendAsync(new CompleteRiskAssessment(id, 1))).Error!.Code.ShouldBe(Error.Forbidden.Code);
    }

    [Fact]
    public async Task What_was_completed_says_the_same_whatever_becomes_of_the_risks()
    {
        var w = await WorldAsync();
        var (fire, theft) = (await w.RiskAsync("Fire"), await w.RiskAsync("Theft", treatment: null));
        await w.RatedAsync(fire, 2, 2);
        var id = await w.CompletedAsync(null, (fire, 4, 4), (theft, 5, 5));
        var (then, view) = (await w.KeptAsync(id), await w.ReadAsync(id));
        (view.Status, view.CompletedOn, view.CompletedBy, view.Fingerprint!.Length).ShouldBe((AssessmentStatus.Completed, w.Tenant.Today, w.Manager.Account.Name, 64));
        (view.Changes!.Risen, view.Changes.NewlyAbove, view.Changes.Untreated, view.Changes.UnratedBefore).ShouldBe((1, 2, 1, 1));
        then.Select(k => (k.Title, k.Owner, k.Current!.LevelName, k.Before?.LevelName, k.Moved)).ShouldBe([("Fire", w.Owner.Account.Name, "Very high", "Low", 1), ("Theft", w.Owner.Account.Name, "Very high", null, null)]);
        var before = await w.Tenant.ReadAsync(db => db.AssessmentResults.AsNoTracking().OrderBy(r => r.Code).Select(r => new { r.Title, r.Owner, Words = string.Join(",", r.CurrentWords) }).ToListAsync(Ct));

        await w.RatedAsync(fire, 1, 1);
        var r = await w.RiskAsync(fire);
        (await w.Manager.SendAsync(new ChangeRisk { Id = fire, Version = r.Version, Title = "Blaze", Kind = r.Kind, Affects = r.Affects, OwnerId = w.Manager.PersonId, Treatment = TreatmentOption.Modify, NextReviewOn = r.NextReviewOn })).Error.ShouldBeNull();
        (await w.Manager.SendAsync(new CloseRisk(theft, (await w.RiskAsync(theft)).Version, "Sold."))).Error.ShouldBeNull();
        await w.ApproveMethodAsync();

        (await w.KeptAsync(id)).Select(k => (k.Title, k.Owner, k.Current, k.Moved)).ShouldBe(then.Select(k => (k.Title, k.Owner, k.Current, k.Moved)));
        (await w.ReadAsync(id)).Changes.ShouldBeEquivalentTo(view.Changes);
        (await w.Tenant.ReadAsync(db => db.AssessmentResults.AsNoTracking().OrderBy(x => x.Code).Select(x => new { x.Title, x.Owner, Words = string.Join(",", x.CurrentWords) }).ToListAsync(Ct))).ShouldBe(before);
        (await w.RateAsync(fire, EvaluationStage.Inherent, 2, 2, id)).Error.ShouldBe(RiskAssessmentErrors.Over);
        (await w.Manager.SendAsync(new CancelRiskAssessment(id, view.Version, "No."))).Error.ShouldBe(RiskAssessmentErrors.Over);
        var matrix = (await w.Manager.SendAsync(new GetAssessmentMatrix(id, EvaluationStage.Current))).Ok();
        (matrix.Total, matrix.Counts[3][3], matrix.Counts[4][4]).ShouldBe((2, 1, 1));
    }

    [Theory]
    [InlineData("update app.risk_assessment set name = 'x' where status = 'Completed'")]
    [InlineData("update app.risk_assessment_item set code = code")]
    [InlineData("update app.risk_assessment_result set title = 'x'")]
    [InlineData("delete from app.risk_assessment_result")]
    [InlineData("delete from app.risk_assessment_participant")]
    public async Task The_database_changes_nothing_of_what_was_completed(string sql)
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        await w.CompletedAsync(w.Form() with { ParticipantIds = [w.Owner.PersonId] }, (fire, 2, 2));
        var refused = await Should.ThrowAsync<PostgresException>(() => w.Tenant.App.Database.AsProgramAsync(w.Tenant.Id, sql));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Of_two_who_complete_at_once_one_does()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        var id = await w.StartedAsync();
        await w.RatedAsync(fire, 2, 2, id);
        await w.ReviewedAsync(id);
        var seen = (await w.ReadAsync(id)).Version;
        var second = await w.Tenant.MemberAsync(Role.IsmsManager);
        var answers = await Task.WhenAll(w.Manager.SendAsync(new CompleteRiskAssessment(id, seen)), second.SendAsync(new CompleteRiskAssessment(id, seen)));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        answers.Single(a => !a.IsSuccess).Error!.Kind.ShouldBe(ErrorKind.Stale);
        (await w.KeptAsync(id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_fingerprint_is_that_of_the_rows_that_are_kept()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        var id = await w.CompletedAsync(null, (fire, 2, 2));
        async Task<string> NowAsync()
        {
            await using var scope = w.Tenant.App.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(w.Tenant.Tenant, Actor.Job("test"));
            var assessment = await scope.ServiceProvider.GetRequiredService<IsmsDbContext>().RiskAssessments.SingleAsync(a => a.Id == id, Ct);
            return Convert.ToHexStringLower(await scope.ServiceProvider.GetRequiredService<AssessmentResults>().FingerprintAsync(assessment, Ct));
        }
        var kept = (await w.ReadAsync(id)).Fingerprint;
        (await NowAsync()).ShouldBe(kept);
        await using (var command = w.Tenant.App.Database.Superuser.CreateCommand($"update app.risk_assessment_result set current_level = 1 + current_level where assessment_id = '{id}'")) { await command.ExecuteNonQueryAsync(Ct); }
        (await NowAsync()).ShouldNotBe(kept);
    }

    [Fact]
    public async Task Two_completed_ones_are_compared_by_risk()
    {
        var w = await WorldAsync();
        var (rises, falls, ends) = (await w.RiskAsync("Fire"), await w.RiskAsync("Flood"), await w.RiskAsync("Theft"));
        var first = await w.CompletedAsync(w.Form("First"), (rises, 2, 2), (falls, 5, 5), (ends, 2, 2));
        (await w.Manager.SendAsync(new CompareRiskAssessments(first))).Ok().With.ShouldBeNull();
        var comes = await w.RiskAsync("Spies");
        var id = await w.StartedAsync(w.Form("Second"));
        await w.RatedAsync(ends, 5, 5, id);
        (await w.Manager.SendAsync(new CloseRisk(ends, (await w.RiskAsync(ends)).Version, "Sold."))).Error.ShouldBeNull();
        await w.RatedAsync(rises, 5, 5, id);
        await w.RatedAsync(falls, 1, 1, id);
        await w.RatedAsync(comes, 1, 1, id);
        await w.ReviewedAsync(id);
        (await w.CompleteAsync(id)).Error.ShouldBeNull();
        var c = (await w.Manager.SendAsync(new CompareRiskAssessments(id))).Ok();
        (c.With!.Id, c.SameMethodology).ShouldBe((first, true));
        c.Rows.Select(r => (r.RiskId, r.Difference)).ShouldBe([(rises, AssessmentDifference.Risen), (falls, AssessmentDifference.Fallen), (ends, AssessmentDifference.Closed), (comes, AssessmentDifference.New)]);
        c.Counts[AssessmentDifference.Left].ShouldBe(0);
        // What was closed is no risk of that day: the list says what the figure beside it says.
        (await w.ReadAsync(id)).Changes!.Risen.ShouldBe(1);
        (await w.Manager.SendAsync(new ListAssessmentResults(id, AssessedKind.Risen, new()))).Ok().Items.ShouldHaveSingleItem().RiskId.ShouldBe(rises);
        (await w.Manager.SendAsync(new CompareRiskAssessments(id, first, AssessmentDifference.New))).Ok().Rows.ShouldHaveSingleItem().RiskId.ShouldBe(comes);
    }

    [Fact]
    public async Task Owners_and_participants_are_asked_and_done_with_the_last_of_their_risks()
    {
        var w = await WorldAsync();
        var helper = await w.Tenant.MemberAsync(Role.IsmsManager);
        var (one, two) = (await w.RiskAsync("Fire"), await w.RiskAsync("Theft", w.Manager));
        var id = await w.StartedAsync(w.Form() with { ParticipantIds = [helper.PersonId] });
        (await TasksAsync(w, id)).Select(t => (t.AssigneeId, t.Status, t.DueOn)).ShouldBe(new[] { w.Owner, w.Manager, helper }.Select(p => (p.PersonId, WorkTaskStatus.Open, w.Tenant.Today.AddDays(14))), ignoreOrder: true);
        await w.RatedAsync(one, 2, 2, id, w.Owner);
        (await TasksAsync(w, id)).Single(t => t.AssigneeId == w.Owner.PersonId).Status.ShouldBe(WorkTaskStatus.Done);
        (await TasksAsync(w, id)).Single(t => t.AssigneeId == helper.PersonId).Status.ShouldBe(WorkTaskStatus.Open);
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, id)).Count.ShouldBe(3);
        await w.RatedAsync(two, 2, 2, id);
        (await TasksAsync(w, id)).ShouldAllBe(t => t.Status == WorkTaskStatus.Done);
    }

    [Fact]
    public async Task Who_takes_part_and_may_rate_nothing_has_no_task_that_nobody_could_do()
    {
        var w = await WorldAsync();
        var guest = await w.Tenant.MemberAsync();
        await w.RiskAsync("Fire");
        var id = await w.StartedAsync(w.Form() with { ParticipantIds = [guest.PersonId] });
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, id)).Select(t => t.AssigneeId).ShouldBe([w.Owner.PersonId]);
        (await (await guest.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risk-assessments/{id}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_rated_worse_than_before_with_a_reason_can_be_confirmed()
    {
        var w = await WorldAsync();
        var risk = await w.RiskAsync("Fire");
        (await w.Manager.SendAsync(new EvaluateRisk { Id = risk, Version = 1, Stage = EvaluationStage.Inherent, Likelihood = 2, Impacts = [2], Rationale = "As we see it." })).Error.ShouldBeNull();
        (await w.RateAsync(risk, EvaluationStage.Current, 4, 4)).Error.ShouldBeNull();
        ConfirmRating Confirmed(string why, long version) => new() { Id = risk, Version = version, Rationale = why };
        var version = (await w.RiskAsync(risk)).Version;
        (await w.Manager.SendAsync(Confirmed("x", version))).Error!.Fields.ShouldHaveSingleItem().Code.ShouldBe("risk.rationale-short");
        (await w.Manager.SendAsync(Confirmed("The sprinklers are still broken.", version))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task From_an_assessment_that_is_over_a_risk_is_rated_outside_of_it()
    {
        var w = await WorldAsync();
        var risk = await w.RiskAsync("Fire");
        var id = await w.CompletedAsync(null, (risk, 2, 2));
        var browser = await w.Manager.BrowserAsync();
        foreach (var page in (string[])["evaluate", "confirm"])
        {
            var form = await browser.GetAsync($"/t/{w.Tenant.Slug}/risks/{risk}/{page}?assessment={id}");
            form.Text.ShouldContain("does not run: what you judge here counts for the risk, and not in this assessment.");
            form.Field("AssessmentId").ShouldBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task In_review_whoever_has_something_open_is_still_asked()
    {
        var w = await WorldAsync();
        var (fire, theft) = (await w.RiskAsync("Fire"), await w.RiskAsync("Theft", w.Manager));
        var id = await w.StartedAsync();
        await w.RatedAsync(theft, 2, 2, id);
        await w.ReviewedAsync(id);
        await StandAsync(WorkTaskStatus.Open, WorkTaskStatus.Done);
        await w.Tenant.KeepTasksAsync();
        await StandAsync(WorkTaskStatus.Open, WorkTaskStatus.Done);
        var flood = await w.RiskAsync("Flood", w.Manager);
        (await w.Manager.SendAsync(new TakeInRisks(id, (await w.ReadAsync(id)).Version))).Ok().ShouldBe(1);
        await StandAsync(WorkTaskStatus.Open, WorkTaskStatus.Open);
        await w.RatedAsync(fire, 2, 2, id, w.Owner);
        await w.RatedAsync(flood, 2, 2, id);
        await StandAsync(WorkTaskStatus.Done, WorkTaskStatus.Done);

        async Task StandAsync(WorkTaskStatus owner, WorkTaskStatus manager)
            => (await TasksAsync(w, id)).Select(t => (t.AssigneeId, t.Status)).ShouldBe([(w.Owner.PersonId, owner), (w.Manager.PersonId, manager)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_task_goes_along_when_a_risk_gets_another_owner_and_ends_with_the_assessment()
    {
        var w = await WorldAsync();
        var risk = await w.RiskAsync("Fire");
        var id = await w.StartedAsync();
        var r = await w.RiskAsync(risk);
        (await w.Manager.SendAsync(new ChangeRisk { Id = risk, Version = r.Version, Title = r.Title, Kind = r.Kind, Affects = r.Affects, OwnerId = w.Manager.PersonId, Treatment = r.Treatment, NextReviewOn = r.NextReviewOn })).Error.ShouldBeNull();
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w, id)).Select(t => (t.AssigneeId, t.Status)).ShouldBe([(w.Owner.PersonId, WorkTaskStatus.Cancelled), (w.Manager.PersonId, WorkTaskStatus.Open)], ignoreOrder: true);
        (await w.Manager.SendAsync(new CancelRiskAssessment(id, (await w.ReadAsync(id)).Version, ""))).Error!.Fields[0].Field.ShouldBe("Reason");
        (await w.Manager.SendAsync(new CancelRiskAssessment(id, (await w.ReadAsync(id)).Version, "The company is sold."))).Error.ShouldBeNull();
        (await TasksAsync(w, id)).ShouldAllBe(t => t.Status == WorkTaskStatus.Cancelled);
        (await w.ReadAsync(id)).CancelledReason.ShouldBe("The company is sold.");
    }

    [Fact]
    public async Task What_is_evaluated_from_the_register_counts_in_each_running_assessment_that_is_ticked()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        var (one, two, unticked) = (await w.StartedAsync(w.Form("Yearly")), await w.StartedAsync(w.Form("After the incident")), await w.StartedAsync(w.Form("Before the move")));
        var page = $"/t/{w.Tenant.Slug}/risks/{fire}/evaluate?stage=Inherent";
        var browser = await w.Owner.BrowserAsync();
        var form = await browser.GetAsync(page);
        foreach (var id in new[] { one, two, unticked }) { form.Html.ShouldMatch($"<input[^>]*checked=[^>]*value=\"{id}\""); }
        (await w.RiskAsync(fire)).OpenIn.Select(a => a.Id).ShouldBe([one, two, unticked], ignoreOrder: true);
        async Task<Result> RateAsync(EvaluationStage stage, params Guid[] counted)
            => await w.Owner.SendAsync(new EvaluateRisk { Id = fire, Version = (await w.RiskAsync(fire)).Version, Stage = stage, Likelihood = 2, Impacts = [2], Rationale = "As we see it.", AssessmentIds = counted });
        (await RateAsync(EvaluationStage.Inherent, one, two)).Error.ShouldBeNull();
        (await RateAsync(EvaluationStage.Current, one, two)).Error.ShouldBeNull();
        foreach (var (id, evaluated) in new[] { (one, 1), (two, 1), (unticked, 0) }) { (await w.ReadAsync(id)).Evaluated.ShouldBe(evaluated); }
        (await TasksAsync(w, two)).ShouldAllBe(t => t.Status == WorkTaskStatus.Done);
        var current = (await w.RiskAsync(fire)).Evaluations.Where(e => e.Stage == EvaluationStage.Current).ToList();
        current.Select(e => e.Assessment!.Id).ShouldBe([one, two], ignoreOrder: true);
        current.Count(e => e.Confirms is not null).ShouldBe(1);
        (await w.RiskAsync(fire)).OpenIn.ShouldHaveSingleItem().Id.ShouldBe(unticked);
        (await RateAsync(EvaluationStage.Current, Guid.CreateVersion7())).Error.ShouldNotBeNull();
        // Nobody is offered one that rates by an earlier methodology.
        await w.ApproveMethodAsync();
        (await w.RiskAsync(fire)).OpenIn.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_without_a_role_evaluates_their_risk_from_the_task_and_no_other()
    {
        var w = await WorldAsync();
        var owner = await w.Tenant.MemberAsync(Role.Employee);
        var (own, other) = (await w.RiskAsync("Fire", owner), await w.RiskAsync("Theft"));
        var id = await w.StartedAsync();
        var (browser, page) = (await owner.BrowserAsync(), $"/t/{w.Tenant.Slug}/risk-assessments/{id}");
        var asked = (await browser.GetAsync(page)).Html;
        asked.ShouldContain($"/risks/{own}\"");
        asked.ShouldNotContain($"/risks/{other}");
        asked.ShouldNotContain("Theft", customMessage: "what others own is no business of theirs");
        (await browser.GetAsync($"{page}/next")).Location!.ShouldContain($"/risks/{own}/evaluate?stage=Inherent");
        await w.RatedAsync(own, 2, 2, id, owner);
        (await TasksAsync(w, id)).Single(t => t.AssigneeId == owner.PersonId).Status.ShouldBe(WorkTaskStatus.Done);
        (await w.RateAsync(other, EvaluationStage.Inherent, 2, 2, id, owner)).Error!.Code.ShouldBe(Error.Forbidden.Code);
    }

    [Fact]
    public async Task A_lead_moves_their_own_on_but_completing_is_for_the_ISMS_manager()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        var id = (await w.Manager.SendAsync(w.Form() with { LeadId = w.Owner.PersonId })).Ok();
        var other = await w.Tenant.MemberAsync(Role.RiskOwner);
        (await other.SendAsync(new StartRiskAssessment(id, 1))).Error!.Code.ShouldBe(Error.Forbidden.Code);
        (await w.Owner.SendAsync(new StartRiskAssessment(id, 1))).Error.ShouldBeNull();
        await w.RatedAsync(fire, 2, 2, id, w.Owner);
        (await w.Owner.SendAsync(new ReviewRiskAssessment(id, (await w.ReadAsync(id)).Version))).Error.ShouldBeNull();
        (await w.CompleteAsync(id, w.Owner)).Error!.Code.ShouldBe(Error.Forbidden.Code);
        (await w.CompleteAsync(id)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_lead_may_not_complete_it_whoever_may_is_asked_to_and_the_lead_reads_who_that_is()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        var id = (await w.Manager.SendAsync(w.Form() with { LeadId = w.Owner.PersonId })).Ok();
        async Task<WorkTaskStatus?> AskedAsync()
            => await w.Tenant.ReadAsync(db => db.WorkTasks.Where(t => t.SubjectId == id && t.Kind == WorkTaskKind.AssessmentCompletion && t.AssigneeId == w.Manager.PersonId).Select(t => (WorkTaskStatus?)t.Status).SingleOrDefaultAsync(Ct));
        async Task DoAsync(ICommand<Result> act) => (await w.Owner.SendAsync(act)).Error.ShouldBeNull();
        await DoAsync(new StartRiskAssessment(id, 1));
        await w.RatedAsync(fire, 2, 2, id, w.Owner);
        (await AskedAsync()).ShouldBeNull("nothing is to be completed yet");
        await DoAsync(new ReviewRiskAssessment(id, (await w.ReadAsync(id)).Version));
        await w.Tenant.KeepTasksAsync();
        (await AskedAsync()).ShouldBe(WorkTaskStatus.Open);
        var page = (await (await w.Owner.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/risk-assessments/{id}")).Text;
        page.ShouldContain($"Completing it is for the ISMS manager. Asked to do so: {w.Manager.Account.Name}.");
        page.ShouldNotContain("then complete the assessment");
        await DoAsync(new ResumeRiskAssessment(id, (await w.ReadAsync(id)).Version));
        (await AskedAsync()).ShouldBe(WorkTaskStatus.Cancelled);
        await DoAsync(new ReviewRiskAssessment(id, (await w.ReadAsync(id)).Version));
        (await w.CompleteAsync(id)).Error.ShouldBeNull();
        (await AskedAsync()).ShouldBe(WorkTaskStatus.Done);
    }

    [Fact]
    public async Task Where_the_lead_may_complete_it_nobody_else_is_asked_to()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        await w.Tenant.MemberAsync(Role.IsmsManager);
        var id = await w.StartedAsync();
        await w.RatedAsync(fire, 2, 2, id);
        await w.ReviewedAsync(id);
        await w.Tenant.KeepTasksAsync();
        (await w.Tenant.ReadAsync(db => db.WorkTasks.CountAsync(t => t.Kind == WorkTaskKind.AssessmentCompletion, Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task Signed_in_the_steps_a_risk_counts_in_the_assessments_that_were_ticked_and_in_no_other()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire", w.Manager);
        var (ticked, other) = (await w.StartedAsync(w.Form("Ticked")), await w.StartedAsync(w.Form("Other")));
        var browser = await w.Manager.BrowserAsync();
        await SignAsync(ticked);
        (await StateAsync(ticked)).ShouldBe((ItemState.Done, 1));
        (await StateAsync(other)).ShouldBe((ItemState.Open, 0));
        await SignAsync();
        (await StateAsync(other)).ShouldBe((ItemState.Open, 0), "nothing was ticked");
        (await w.RiskAsync(fire)).Evaluations.Where(e => e.Assessment?.Id == ticked).Select(e => e.Stage).ShouldBe([EvaluationStage.Current, EvaluationStage.Inherent]);

        async Task<(ItemState State, int Evaluated)> StateAsync(Guid id)
            => ((await w.ItemsAsync(id)).ShouldHaveSingleItem().State, (await w.ReadAsync(id)).Evaluated);

        // As the last step sends it: only what is ticked.
        async Task SignAsync(params Guid[] counted)
        {
            var id = (await w.Manager.SendAsync(new BeginRiskDraft(Guid.CreateVersion7(), fire))).Ok();
            async Task<RiskDraftView> DraftAsync() => (await w.Manager.SendAsync(new GetRiskDraft(id))).Ok();
            var judged = new DraftJudgement { Likelihood = 2, Impacts = [2], Rationale = "As we see it." };
            foreach (var step in new[] { AssessStep.Scenario, AssessStep.Controls, AssessStep.Rating, AssessStep.Treatment })
            {
                var content = (await DraftAsync()).Content;
                (await w.Manager.SendAsync(new SaveRiskDraft { Id = id, Version = (await DraftAsync()).Version, Step = step, Check = true, Title = content.Title, Kind = content.Kind, Affects = content.Affects, OwnerId = content.OwnerId, Treatment = content.Treatment, Inherent = judged, Current = judged })).Ok();
            }
            var draft = await DraftAsync();
            var page = await browser.GetAsync($"/t/{w.Tenant.Slug}/risk-drafts/{id}/Sign");
            page.Text.ShouldContain("Count it in");
            (string, string?)[] ticks = [.. counted.Select(a => ("AssessmentIds", (string?)$"{a}"))];
            (await browser.PostAsync($"/t/{w.Tenant.Slug}/risk-drafts/{id}/sign", page.Csrf, [("version", $"{draft.Version}"), ("risk", $"{fire}"), ("riskVersion", $"{draft.Risk!.Version}"), .. ticks])).Location.ShouldBe($"/t/{w.Tenant.Slug}/risks/{fire}");
        }
    }

    [Fact]
    public async Task What_comes_next_is_the_next_stage_of_the_risk_then_the_next_risk_the_own_ones_first()
    {
        var w = await WorldAsync();
        var (theirs, mine) = (await w.RiskAsync("Fire", w.Manager), await w.RiskAsync("Theft"));
        var id = await w.StartedAsync();
        async Task<EvaluationStep> StepAsync(TestMember by, Guid? at) => (await by.SendAsync(new GetEvaluationStep(id, at))).Ok();
        (await StepAsync(w.Owner, null)).RiskId.ShouldBe(mine);
        (await w.RateAsync(mine, EvaluationStage.Inherent, 2, 2, id)).Error.ShouldBeNull();
        var same = await StepAsync(w.Owner, mine);
        (same.RiskId, same.Stage, same.Evaluated, same.Risks).ShouldBe((mine, EvaluationStage.Current, 0, 2));
        (await w.RateAsync(mine, EvaluationStage.Current, 2, 2, id)).Error.ShouldBeNull();
        (await StepAsync(w.Owner, mine)).RiskId.ShouldBeNull();
        (await StepAsync(w.Manager, mine)).RiskId.ShouldBe(theirs);
    }

    [Fact]
    public async Task All_rows_that_were_kept_are_exported_with_the_fingerprint()
    {
        var w = await WorldAsync();
        var fire = await w.RiskAsync("Fire");
        var id = await w.CompletedAsync(null, (fire, 4, 4));
        (await w.Manager.SendAsync(new ExportRiskAssessment(await w.StartedAsync(w.Form("Running")), SheetFormat.Csv))).Error!.Code.ShouldBe(Error.NotFound.Code);
        var browser = await w.Manager.BrowserAsync();
        var csv = (await browser.GetAsync($"/t/{w.Tenant.Slug}/risk-assessments/{id}/export.csv")).Html;
        csv.ShouldContain("Fire");
        csv.ShouldContain("Very high");
        csv.ShouldContain((await w.ReadAsync(id)).Fingerprint!);
    }
}
