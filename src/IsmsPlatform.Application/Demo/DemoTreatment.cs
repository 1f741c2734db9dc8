using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <param name="FromIn">Days from today; negative is over.</param>
/// <param name="Owner">E-mail address.</param>
/// <param name="Comment">What top management said when it approved; null for a draft.</param>
public sealed record DemoTreatmentPlan(string Name, int FromIn, int ToIn, decimal? Budget, string Owner, string? Comment, IReadOnlyList<DemoAction> Actions);

/// <param name="Risks">Their titles.</param>
/// <param name="Controls">Codes in Annex A.</param>
/// <param name="Progress">In per cent, of an approved plan.</param>
/// <param name="VerifiedBy">E-mail address; null while nobody did.</param>
public sealed record DemoAction(string Title, string? Description, string Owner, int StartIn, int DueIn, decimal? Cost, decimal? Spent, int? EffortHours, IReadOnlyList<string> Risks, IReadOnlyList<string> Controls, int Progress = 0, string? VerifiedBy = null, DemoPostponement? Postponement = null);

/// <param name="ToIn">The new day, counted from today.</param>
/// <param name="By">E-mail address.</param>
public sealed record DemoPostponement(int ToIn, string Reason, string By);

/// <summary>Drafts the treatment plans of a demo organisation; <see cref="ApproveDemoTreatment"/> is its risk owners and top management.</summary>
internal sealed class DemoTreatmentEntry(IsmsDbContext isms, CodeSequence codes, DateOnly today)
{
    internal async Task EnterAsync(IReadOnlyList<DemoTreatmentPlan> plans, IReadOnlyDictionary<string, Guid> people, Guid author, CancellationToken cancellationToken)
    {
        foreach (var d in plans)
        {
            var plan = TreatmentPlan.Draft(Guid.CreateVersion7(), await codes.NextAsync(TreatmentPlan.CodePrefix, cancellationToken), new PlanDetails(d.Name, today.AddDays(d.FromIn), today.AddDays(d.ToIn), d.Budget, people[d.Owner], null), ownerIsActive: true, author, today).Value;
            isms.TreatmentPlans.Add(plan);
            foreach (var a in d.Actions)
            {
                var action = TreatmentAction.Plan(Guid.CreateVersion7(), plan, new ActionDetails(a.Title, a.Description, people[a.Owner], today.AddDays(a.StartIn), today.AddDays(a.DueIn), a.Cost, a.EffortHours), ownerIsActive: true).Value;
                isms.TreatmentActions.Add(action);
                isms.TreatmentActionRisks.AddRange(a.Risks.Select(title => TreatmentActionRisk.Of(action.Id, isms.Risks.Local.Single(r => r.Title == title).Id)));
                isms.TreatmentActionControls.AddRange(a.Controls.Select(code => TreatmentActionControl.Of(action.Id, isms.Controls.Local.Single(c => c.Code == code).Id)));
            }
        }
    }
}

/// <summary>The risk owners of a demo organisation agree to its plan, top management approves it, and work on it goes on; once, however often it is asked.</summary>
[SystemOnly]
public sealed record ApproveDemoTreatment(DemoOrganisation Demo) : ICommand<Result>;

public sealed class ApproveDemoTreatmentHandler(IsmsDbContext db, TreatmentPlanApproval subject, RisksInTreatment risks, RequestScope scope, TimeProvider clock) : ICommandHandler<ApproveDemoTreatment, Result>
{
    public async ValueTask<Result> Handle(ApproveDemoTreatment command, CancellationToken cancellationToken)
    {
        var people = await db.People.Where(p => p.Email != null).ToDictionaryAsync(p => p.Email!, p => p.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var demo in command.Demo.Treatment.Where(p => p.Comment is not null))
        {
            if (await db.TreatmentPlans.SingleOrDefaultAsync(p => p.Name == demo.Name && p.Status == PlanStatus.Draft, cancellationToken) is not { } plan) { continue; }
            var actions = await db.TreatmentActions.Where(a => a.PlanId == plan.Id).ToListAsync(cancellationToken);
            if (plan.Submit(actions.ConvertAll(a => (a.Title, a.DueOn, true)), await db.WithoutTargetAsync(plan.Id, cancellationToken), plan.AuthorId, scope.Today(clock)).Error is { } refused) { return refused; }
            await ApproveAsync(plan, demo, cancellationToken);
            foreach (var done in demo.Actions) { GoOn(plan, actions.Single(a => a.Title == done.Title), done, people); }
            plan.GoOn(anyOpen: actions.Exists(a => a.IsOpen));
            var ids = actions.ConvertAll(a => a.Id);
            await risks.KnowAsync(await db.TreatmentActionRisks.Where(l => ids.Contains(l.ActionId)).Select(l => l.RiskId).Distinct().ToListAsync(cancellationToken), cancellationToken);
        }
        return Result.Success;
    }

    private async Task ApproveAsync(TreatmentPlan plan, DemoTreatmentPlan demo, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        foreach (var owned in (await db.RisksOfPlan(plan.Id).Select(r => new { r.Id, r.OwnerId }).ToListAsync(cancellationToken)).GroupBy(r => r.OwnerId, r => r.Id))
        {
            var consent = TreatmentConsent.Ask(plan, owned.Key);
            consent.Give(owned, null, today);
            db.TreatmentConsents.Add(consent);
        }
        var top = await db.RoleAssignments.Where(r => r.Role == Role.TopManagement).OrderBy(r => r.Id).Select(r => r.PersonId).FirstAsync(cancellationToken);
        var approval = Approval.Request(Guid.CreateVersion7(now), nameof(TreatmentPlan), plan.Id, plan.Version, subject.Title(plan), (await subject.ContentAsync(plan.Id, cancellationToken))!, plan.AuthorId, plan.AuthorId, now);
        approval.Approve(new Decider(top, nameof(Role.TopManagement), OwnWorkIsWaived: false), approval.Content, demo.Comment, now);
        db.Approvals.Add(approval);
        plan.Approve(today);
    }

    private void GoOn(TreatmentPlan plan, TreatmentAction action, DemoAction demo, Dictionary<string, Guid> people)
    {
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        if (demo.Postponement is { } later) { db.TreatmentPostponements.Add(action.Postpone(plan, today.AddDays(later.ToIn), later.Reason, people[later.By], beyondPlan: false, today, now).Value); }
        if (demo.Progress > 0) { action.Report(plan, demo.Progress, demo.Spent, note: null, action.OwnerId, today); }
        if (demo.VerifiedBy is { } by) { action.Verify(plan, people[by], note: null, today); }
    }
}
