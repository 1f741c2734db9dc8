using FluentValidation;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>The owner of a risk agrees to how it is treated, and to what is left of it then (6.1.3 f).</summary>
[RequirePermission(Permissions.RisksEditOwn, Permissions.RisksEdit)]
public sealed record ConsentToTreatmentPlan(Guid Id, long Version, string? Comment = null) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(TreatmentPlan);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ConsentToTreatmentPlanValidator : AbstractValidator<ConsentToTreatmentPlan>
{
    public ConsentToTreatmentPlanValidator() => RuleFor(c => c.Comment).AtMost(TreatmentConsent.CommentMaxLength);
}

public sealed class ConsentToTreatmentPlanHandler(IsmsDbContext db, Consents consents, TreatmentDesk desk) : ICommandHandler<ConsentToTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(ConsentToTreatmentPlan command, CancellationToken cancellationToken)
    {
        var opened = await consents.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (plan, mine, all) = opened.Value;
        var given = mine.Give(await db.RisksOfPlanAsync(plan.Id, mine.PersonId, cancellationToken), command.Comment, desk.Today);
        if (!given.IsSuccess) { return given; }
        await consents.ToldAsync(plan, mine, cancellationToken);
        await consents.GoOnAsync(plan, all, cancellationToken);
        return Result.Success;
    }
}

/// <summary>The owner of a risk does not agree and says why; the plan is a draft again.</summary>
[RequirePermission(Permissions.RisksEditOwn, Permissions.RisksEdit)]
public sealed record RefuseTreatmentPlan(Guid Id, long Version, string? Comment) : ICommand<Result>, IForOwnersToo, IWithReason
{
    string IForOwnersToo.SubjectType => nameof(TreatmentPlan);

    Guid? IForOwnersToo.SubjectId => Id;

    string? IWithReason.Reason => Comment;
}

public sealed class RefuseTreatmentPlanValidator : AbstractValidator<RefuseTreatmentPlan>
{
    public RefuseTreatmentPlanValidator() => RuleFor(c => c.Comment).AtMost(TreatmentConsent.CommentMaxLength);
}

public sealed class RefuseTreatmentPlanHandler(Consents consents, TreatmentDesk desk, Notifier notifier, RequestScope scope) : ICommandHandler<RefuseTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(RefuseTreatmentPlan command, CancellationToken cancellationToken)
    {
        var opened = await consents.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (plan, mine, _) = opened.Value;
        var said = mine.Refuse(command.Comment, desk.Today);
        if (!said.IsSuccess) { return said; }
        var back = plan.TakeBack();
        if (!back.IsSuccess) { return back; }
        await consents.ToldAsync(plan, mine, cancellationToken);
        await consents.WithdrawAsync(plan, cancellationToken);
        Guid[] concerned = [.. ((Guid?[])[plan.AuthorId, plan.SubmittedById]).OfType<Guid>().Where(p => p != scope.PersonId).Distinct()];
        await notifier.TellAsync(concerned, NotificationKind.Rejected, nameof(TreatmentPlan), plan.Id, plan.Name, cancellationToken);
        return Result.Success;
    }
}

/// <summary>What the answers of risk owners share: who is asked, and what follows when nobody is left.</summary>
public sealed class Consents(IsmsDbContext db, TreatmentDesk desk, TreatmentTasks tasks, ApprovalDesk approvals, TreatmentPlanApproval subject, AuditTrail audit, RequestScope scope)
{
    /// <summary>The plan that waits for the actor, with their consent and all that were asked for.</summary>
    internal async Task<Result<(TreatmentPlan Plan, TreatmentConsent Mine, IReadOnlyList<TreatmentConsent> All)>> OpenAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenPlanAsync(id, version, cancellationToken);
        if (opened.Error is { } refused)
        {
            // Of two presses the second learns that the first one counted.
            return refused.Kind == ErrorKind.Stale && await db.TreatmentConsents.AnyAsync(c => c.PlanId == id && c.PersonId == scope.PersonId && c.Decision == ConsentDecision.Given && db.TreatmentPlans.Any(p => p.Id == id && p.SubmissionNo == c.SubmissionNo), cancellationToken)
                ? TreatmentErrors.ConsentDecided : refused;
        }
        var plan = opened.Value;
        var all = await db.TreatmentConsents.Where(c => c.PlanId == id && c.SubmissionNo == plan.SubmissionNo).ToListAsync(cancellationToken);
        if (plan.Status != PlanStatus.Submitted) { return TreatmentErrors.NotSubmitted; }
        return all.Find(c => c.PersonId == scope.PersonId) is { } mine ? (plan, mine, all) : TreatmentErrors.NotAsked;
    }

    /// <summary>When the last of them agreed, top management is asked.</summary>
    internal async Task GoOnAsync(TreatmentPlan plan, IReadOnlyList<TreatmentConsent> all, CancellationToken cancellationToken)
    {
        if (!all.All(c => c.Decision == ConsentDecision.Given)) { return; }
        var content = (await subject.ContentAsync(plan.Id, cancellationToken))!;
        // It is asked for by whoever submitted the plan, whichever risk owner agreed last.
        await approvals.RequestAsync(new ApprovalRequest(nameof(TreatmentPlan), plan.Id, plan.Version, subject.Title(plan), content, plan.AuthorId, RequestedBy: plan.SubmittedById), cancellationToken);
    }

    /// <summary>The answer stands in the history of the plan; whoever gave it is done.</summary>
    internal async Task ToldAsync(TreatmentPlan plan, TreatmentConsent consent, CancellationToken cancellationToken)
    {
        audit.Note(nameof(TreatmentPlan), plan.Id, plan.Name, [new FieldChange("Decision", null, consent.Decision), .. consent.Comment is { } comment ? [new FieldChange("Comment", null, comment)] : Array.Empty<FieldChange>()]);
        await tasks.ConsentAnsweredAsync(plan, cancellationToken);
        // Others who decide at this moment see that it went on.
        db.Entry(plan).Property(p => p.Name).IsModified = true;
    }

    /// <summary>Nobody is asked any more.</summary>
    internal async Task WithdrawAsync(TreatmentPlan plan, CancellationToken cancellationToken)
    {
        foreach (var open in await db.TreatmentConsents.Where(c => c.PlanId == plan.Id && c.Decision == ConsentDecision.Open).ToListAsync(cancellationToken)) { open.Withdraw(desk.Today); }
        await tasks.ConsentsClosedAsync(plan, cancellationToken);
    }
}
