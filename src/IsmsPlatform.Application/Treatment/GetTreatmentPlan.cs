using System.Text.Json.Serialization;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

[RequirePermission(Permissions.RisksView)]
public sealed record GetTreatmentPlan(Guid Id) : IQuery<Result<TreatmentPlanView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(TreatmentPlan);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A plan with its actions, its totals and what it waits for.</summary>
public sealed record TreatmentPlanView : PlanForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required PlanStatus Status { get; init; }

    public required string Owner { get; init; }

    public required Guid AuthorId { get; init; }

    public required string Author { get; init; }

    public string? SubmittedBy { get; init; }

    public DateOnly? ApprovedOn { get; init; }

    /// <summary>Of its amounts; ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The plan that it takes, or took, the place of.</summary>
    public Choice? Succeeds { get; init; }

    /// <summary>The plan that took its place.</summary>
    public Choice? SucceededBy { get; init; }

    /// <summary>Earliest due first.</summary>
    public IReadOnlyList<TreatmentActionRow> Actions { get; init; } = [];

    /// <summary>The risks that its actions make smaller, by their codes.</summary>
    public IReadOnlyList<PlanRisk> Risks { get; init; } = [];

    /// <summary>Open risks that the plan treats whose place it is to take, and it does not: with its approval nothing is done about them any more. The first of them, by their codes.</summary>
    public IReadOnlyList<Choice> LeavesOut { get; init; } = [];

    /// <summary>What the owners of its risks said to the last submission.</summary>
    public IReadOnlyList<ConsentView> Consents { get; init; } = [];

    /// <summary>Who came to own a risk of it after others were asked to agree, by name.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Unasked => Status != PlanStatus.Submitted ? [] : [.. Risks.Where(r => r.IsOpen && SaidFor(r)?.PersonId != r.OwnerId)
        .Select(r => Consents.Any(c => c.PersonId == r.OwnerId) ? $"{r.Owner} ({r.Code})" : r.Owner).Distinct(StringComparer.Ordinal)];

    /// <summary>What its owner said to the last submission about a risk; of an owner who said nothing about it, what the one before agreed to; null where neither was asked.</summary>
    public ConsentView? SaidFor(PlanRisk risk) => Consents.FirstOrDefault(c => c.PersonId == risk.OwnerId && (c.Decision != ConsentDecision.Given || c.RiskIds.Contains(risk.Id)))
        ?? Consents.Where(c => c.RiskIds.Contains(risk.Id)).MaxBy(c => c.DecidedOn);

    /// <summary>The request that waits for top management.</summary>
    public Guid? ApprovalId { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may edit, submit or take it back.</summary>
    public bool IsKeeper { get; init; }

    public bool MayChange => IsKeeper && Status == PlanStatus.Draft;

    /// <summary>The asker owns a risk of it and has not answered yet.</summary>
    public bool MayConsent { get; init; }

    public bool MayBeDeleted { get; init; }

    /// <summary>What its actions are estimated at; cancelled ones are left out.</summary>
    public decimal Estimate => Counted.Sum(a => a.CostEstimate ?? 0);

    /// <summary>What its actions cost so far.</summary>
    public decimal Actual => Actions.Sum(a => a.CostActual ?? 0);

    /// <summary>By how much the estimate is above the budget; null where it is not, or none is set.</summary>
    [JsonIgnore]
    public decimal? EstimatedOverrun => Estimate > Budget ? Estimate - Budget : null;

    /// <summary>By how much what was spent is above the budget already.</summary>
    [JsonIgnore]
    public decimal? Overrun => Actual > Budget ? Actual - Budget : null;

    /// <summary>Hours of the organisation's own people.</summary>
    public int EffortHours => Counted.Sum(a => a.EffortHours ?? 0);

    /// <summary>In per cent, each action alike; cancelled ones are left out.</summary>
    public int Progress => Counted.Any() ? (int)Counted.Average(a => a.Progress) : 0;

    /// <summary>Postponed until after the plan's last day and not done yet.</summary>
    public bool IsBeyond(TreatmentActionRow action) => action.IsOpen && action.DueOn > PeriodTo;

    private IEnumerable<TreatmentActionRow> Counted => Actions.Where(a => a.Status != ActionStatus.Cancelled);
}

/// <summary>A risk that a plan treats: how it stands, and where the plan leads it.</summary>
public sealed record PlanRisk
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    /// <summary>As it is today; null before it is rated.</summary>
    public RatingView? Current { get; init; }

    /// <summary>The forecast after treatment.</summary>
    public RatingView? Target { get; init; }

    /// <summary>Nobody is asked about a closed one.</summary>
    [JsonIgnore]
    public bool IsOpen { get; init; }

    /// <summary>The asker may open the risk's record.</summary>
    public bool MaySee { get; init; }
}

/// <param name="RiskIds">For what they agreed: the risks of the plan that were theirs then.</param>
public sealed record ConsentView(Guid PersonId, string Person, ConsentDecision Decision, string? Comment, DateOnly? DecidedOn, IReadOnlyList<Guid> RiskIds);

public sealed class GetTreatmentPlanHandler(IsmsDbContext db, TreatmentDesk desk, RiskRatings ratings, RequestScope scope) : IQueryHandler<GetTreatmentPlan, Result<TreatmentPlanView>>
{
    private const int MostLeftOut = 20;

    public async ValueTask<Result<TreatmentPlanView>> Handle(GetTreatmentPlan query, CancellationToken cancellationToken)
    {
        var found = await db.TreatmentPlans.AsNoTracking().Where(p => p.Id == query.Id).Select(p => new
        {
            Plan = p,
            Owner = db.People.Where(x => x.Id == p.OwnerId).Select(x => x.Name).First(),
            Author = db.People.Where(x => x.Id == p.AuthorId).Select(x => x.Name).First(),
            SubmittedBy = db.People.Where(x => x.Id == p.SubmittedById).Select(x => x.Name).FirstOrDefault(),
            Succeeds = db.TreatmentPlans.Where(x => x.Id == p.SucceedsId).Select(x => new Choice(x.Id, x.Code + " " + x.Name)).FirstOrDefault(),
            SucceededBy = db.TreatmentPlans.Where(x => x.SucceedsId == p.Id && x.ApprovedOn != null).OrderBy(x => x.ApprovedOn).ThenBy(x => x.Id).Select(x => new Choice(x.Id, x.Code + " " + x.Name)).FirstOrDefault(),
            Approval = db.Approvals.Where(x => x.SubjectType == nameof(TreatmentPlan) && x.SubjectId == p.Id && x.Decision == ApprovalDecision.Open).Select(x => (Guid?)x.Id).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var p = found.Plan;
        var consents = await db.TreatmentConsents.AsNoTracking().Where(c => c.PlanId == p.Id && c.SubmissionNo == p.SubmissionNo)
            .Join(db.People, c => c.PersonId, x => x.Id, (c, x) => new { Consent = c, x.Name }).OrderBy(x => x.Name).ThenBy(x => x.Consent.Id)
            .Select(x => new ConsentView(x.Consent.PersonId, x.Name, x.Consent.Decision, x.Consent.Comment, x.Consent.DecidedOn, x.Consent.RiskIds)).ToListAsync(cancellationToken);
        return new TreatmentPlanView
        {
            Id = p.Id,
            Code = p.Code,
            Name = p.Name,
            PeriodFrom = p.PeriodFrom,
            PeriodTo = p.PeriodTo,
            Budget = p.Budget,
            OwnerId = p.OwnerId,
            Owner = found.Owner,
            AuthorId = p.AuthorId,
            Author = found.Author,
            SubmittedBy = found.SubmittedBy,
            ApprovedOn = p.ApprovedOn,
            Currency = await db.CurrencyAsync(cancellationToken),
            SucceedsId = p.SucceedsId,
            Succeeds = found.Succeeds,
            SucceededBy = found.SucceededBy,
            Status = p.Status,
            Actions = await ActionsAsync(TreatmentActionRows.Of(db.TreatmentActions.AsNoTracking().Where(a => a.PlanId == p.Id).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(TreatmentPlan.MostActions), db), cancellationToken),
            Risks = await RisksAsync(p.Id, cancellationToken),
            LeavesOut = p is { SucceedsId: { } before, ApprovedOn: null } ? await LeftOutAsync(p.Id, before, cancellationToken) : [],
            Consents = consents,
            ApprovalId = found.Approval,
            Version = p.Version,
            IsKeeper = desk.MayEdit(p.OwnerId) && scope.AsOf is null,
            MayConsent = p.Status == PlanStatus.Submitted && scope.AsOf is null && consents.Any(c => c.PersonId == scope.PersonId && c.Decision == ConsentDecision.Open),
            MayBeDeleted = p.CanBeDeleted && scope.Actor.Can(Permissions.RisksEdit),
        };
    }

    // Whoever is asked for their consent sees the whole plan and opens of its actions their own.
    private async Task<IReadOnlyList<TreatmentActionRow>> ActionsAsync(IQueryable<TreatmentActionRow> rows, CancellationToken cancellationToken)
    {
        var actions = await rows.ToListAsync(cancellationToken);
        var opens = await db.NamesAsync(actions.Select(a => (nameof(TreatmentAction), a.Id)), scope.Actor, cancellationToken);
        return actions.ConvertAll(a => a with { MaySee = opens.ContainsKey((nameof(TreatmentAction), a.Id)) });
    }

    private async Task<IReadOnlyList<Choice>> LeftOutAsync(Guid planId, Guid before, CancellationToken cancellationToken)
        => await db.LeftOutBy(planId, before).OrderBy(r => r.Code).ThenBy(r => r.Id).Take(MostLeftOut).Select(r => new Choice(r.Id, r.Code + " " + r.Title)).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<PlanRisk>> RisksAsync(Guid planId, CancellationToken cancellationToken)
    {
        var rows = await db.RisksOfPlan(planId).AsNoTracking()
            .OrderBy(r => r.Code).ThenBy(r => r.Id).Take(TreatmentPlan.MostActions).Select(r => new PlanRisk
            {
                Id = r.Id,
                Code = r.Code,
                Title = r.Title,
                OwnerId = r.OwnerId,
                IsOpen = r.Status != RiskStatus.Closed,
                Owner = db.People.Where(x => x.Id == r.OwnerId).Select(x => x.Name).First(),
                Current = new RatingView { MethodologyId = r.CurrentMethodologyId, Likelihood = r.CurrentLikelihood, Impact = r.CurrentImpact, Level = r.CurrentLevel },
                Target = new RatingView { MethodologyId = r.TargetMethodologyId, Likelihood = r.TargetLikelihood, Impact = r.TargetImpact, Level = r.TargetLevel },
            }).ToListAsync(cancellationToken);
        await ratings.ReadAsync(rows.SelectMany(r => (Guid?[])[r.Current?.MethodologyId, r.Target?.MethodologyId]), cancellationToken);
        return rows.ConvertAll(r => r with { Current = ratings.Of(r.Current), Target = ratings.Of(r.Target), MaySee = scope.Actor.Can(Permissions.RisksView) || scope.Actor.Owns(r.OwnerId) });
    }
}
