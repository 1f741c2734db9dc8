using System.Text.Json.Serialization;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

[RequirePermission(Permissions.RisksView)]
public sealed record GetTreatmentAction(Guid Id) : IQuery<Result<TreatmentActionView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(TreatmentAction);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>An action with what it is linked with, how far it is, and when it was put off.</summary>
public sealed record TreatmentActionView : ActionForm
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required string PlanCode { get; init; }

    public required string Plan { get; init; }

    public required PlanStatus PlanStatus { get; init; }

    /// <summary>The last day of its plan.</summary>
    public required DateOnly PlanEndsOn { get; init; }

    public required Guid PlanOwnerId { get; init; }

    /// <summary>Who sees to the plan, and may allow a later day.</summary>
    public required string PlanOwner { get; init; }

    public required string Owner { get; init; }

    public required ActionStatus Status { get; init; }

    /// <summary>In per cent.</summary>
    public required int Progress { get; init; }

    public decimal? CostActual { get; init; }

    /// <summary>Of its amounts; ISO 4217.</summary>
    public required string Currency { get; init; }

    public DateOnly? DoneOn { get; init; }

    /// <summary>Who reported that it is done.</summary>
    public string? DoneBy { get; init; }

    /// <summary>What was done, as it was reported last.</summary>
    public string? ReportNote { get; init; }

    public Guid? VerifiedById { get; init; }

    public string? VerifiedBy { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    /// <summary>How it was checked.</summary>
    public string? VerifiedNote { get; init; }

    /// <summary>What was missing when it was reported as done; until it is reported as done again.</summary>
    public string? SentBackReason { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Choice> Risks { get; init; } = [];

    public IReadOnlyList<Choice> Controls { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PostponementView> Postponements { get; init; } = [];

    public required long Version { get; init; }

    /// <summary>The asker may edit it: its plan is a draft.</summary>
    public bool MayChange { get; init; }

    /// <summary>The asker may say how far it is.</summary>
    public bool MayReport { get; init; }

    /// <summary>The asker may say that it is done indeed, or send it back.</summary>
    public bool MayVerify { get; init; }

    /// <summary>The asker may allow a later day.</summary>
    public bool MayPostpone { get; init; }

    /// <summary>And that until after the plan's last day.</summary>
    public bool MayPostponeBeyond { get; init; }

    /// <summary>The asker answers for it and asks somebody else for a later day.</summary>
    public bool AsksToPostpone { get; init; }

    /// <summary>The asker may cancel it.</summary>
    public bool MayCancel { get; init; }

    /// <summary>Of its plan and its risks those records that the asker may open.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Opens { get; init; } = [];

    /// <summary>How much more it cost so far than was estimated; null where it did not.</summary>
    [JsonIgnore]
    public decimal? Overrun => CostActual > CostEstimate ? CostActual - CostEstimate : null;

    public bool IsOverdue(DateOnly today) => Status is ActionStatus.Planned or ActionStatus.InProgress && DueOn < today;
}

public sealed record PostponementView(DateOnly DueBefore, DateOnly DueAfter, string Reason, string ApprovedBy, DateOnly PostponedOn);

public sealed class GetTreatmentActionHandler(IsmsDbContext db, TreatmentDesk desk, RequestScope scope) : IQueryHandler<GetTreatmentAction, Result<TreatmentActionView>>
{
    /// <summary>More than any action is put off.</summary>
    private const int MostPostponements = 100;

    public async ValueTask<Result<TreatmentActionView>> Handle(GetTreatmentAction query, CancellationToken cancellationToken)
    {
        var found = await db.TreatmentActions.AsNoTracking().Where(a => a.Id == query.Id).Join(db.TreatmentPlans, a => a.PlanId, p => p.Id, (a, p) => new
        {
            Action = a,
            Plan = p,
            Owner = db.People.Where(x => x.Id == a.OwnerId).Select(x => x.Name).First(),
            PlanOwner = db.People.Where(x => x.Id == p.OwnerId).Select(x => x.Name).First(),
            DoneBy = db.People.Where(x => x.Id == a.DoneById).Select(x => x.Name).FirstOrDefault(),
            VerifiedBy = db.People.Where(x => x.Id == a.VerifiedById).Select(x => x.Name).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var (a, plan) = (found.Action, found.Plan);
        var risks = await db.TreatmentActionRisks.Where(l => l.ActionId == a.Id).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => r).OrderBy(r => r.Code).Select(r => new Choice(r.Id, r.Code + " " + r.Title)).ToListAsync(cancellationToken);
        var controls = await db.TreatmentActionControls.Where(l => l.ActionId == a.Id).Join(db.Controls, l => l.ControlId, c => c.Id, (_, c) => c).OrderBy(c => c.Ordinal).ThenBy(c => c.Code).Select(c => new Choice(c.Id, c.Code + " " + c.Title)).ToListAsync(cancellationToken);
        var opens = await db.NamesAsync([(nameof(TreatmentPlan), plan.Id), .. risks.Select(r => (nameof(Risk), r.Id))], scope.Actor, cancellationToken);
        var goesOn = plan.IsInForce && a.IsOpen && scope.AsOf is null;
        return new TreatmentActionView
        {
            Id = a.Id,
            PlanId = plan.Id,
            PlanCode = plan.Code,
            Plan = plan.Name,
            PlanStatus = plan.Status,
            PlanEndsOn = plan.PeriodTo,
            Opens = [.. opens.Keys.Select(k => k.Id)],
            PlanOwnerId = plan.OwnerId,
            PlanOwner = found.PlanOwner,
            Title = a.Title,
            Description = a.Description,
            OwnerId = a.OwnerId,
            Owner = found.Owner,
            StartOn = a.StartOn,
            DueOn = a.DueOn,
            CostEstimate = a.CostEstimate,
            CostActual = a.CostActual,
            Currency = await db.CurrencyAsync(cancellationToken),
            EffortHours = a.EffortHours,
            Progress = a.Progress,
            Status = a.Status,
            DoneOn = a.DoneOn,
            DoneBy = found.DoneBy,
            ReportNote = a.ReportNote,
            VerifiedById = a.VerifiedById,
            VerifiedBy = found.VerifiedBy,
            VerifiedOn = a.VerifiedOn,
            VerifiedNote = a.VerifiedNote,
            SentBackReason = a.SentBackReason,
            Reason = a.Reason,
            RiskIds = risks.ConvertAll(r => r.Id),
            Risks = risks,
            ControlIds = controls.ConvertAll(c => c.Id),
            Controls = controls,
            Postponements = await db.TreatmentPostponements.AsNoTracking().Where(p => p.ActionId == a.Id).OrderByDescending(p => p.RecordedAt).ThenByDescending(p => p.Id).Take(MostPostponements)
                .Select(p => new PostponementView(p.DueBefore, p.DueAfter, p.Reason, db.People.Where(x => x.Id == p.ApprovedBy).Select(x => x.Name).First(), p.PostponedOn)).ToListAsync(cancellationToken),
            Version = a.Version,
            MayChange = plan.Status == PlanStatus.Draft && desk.MayEdit(plan.OwnerId),
            MayReport = goesOn && desk.MayReport(plan.OwnerId, a.OwnerId),
            MayVerify = goesOn && a.Status == ActionStatus.Done && await desk.MayVerifyAsync(a, plan.OwnerId, cancellationToken),
            MayPostpone = goesOn && a.Status != ActionStatus.Done && desk.MayPostpone(plan.OwnerId) && scope.AnsweringId != a.OwnerId,
            MayPostponeBeyond = desk.MayApprove,
            AsksToPostpone = goesOn && a.Status != ActionStatus.Done && scope.AnsweringId == a.OwnerId,
            MayCancel = goesOn && desk.MayEdit(plan.OwnerId),
        };
    }
}
