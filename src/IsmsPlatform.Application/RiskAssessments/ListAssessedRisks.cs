using FluentValidation;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Which risks of an assessment.</summary>
public enum AssessedKind
{
    /// <summary>A stage is still to be evaluated.</summary>
    ToDo,
    Done,
    /// <summary>Its level rose.</summary>
    Risen,
    /// <summary>Its level fell.</summary>
    Fallen,
    /// <summary>Above what is accepted without treatment, and not before.</summary>
    NewlyAbove,
    /// <summary>Above what is accepted without treatment, and nobody decided what is done.</summary>
    Untreated,
    Closed,
}

/// <summary>Which risks in scope; the address of the table is its form.</summary>
public sealed record AssessedFilter
{
    public AssessedKind? Show { get; init; }

    /// <summary>The owner's id, or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    public bool IsEmpty() => this is { Show: null, Owner: null or "" };

    internal IQueryable<AssessmentItem> Over(IQueryable<AssessmentItem> items, RequestScope scope, Guid? method, int threshold)
    {
        items = items.With(Owner, scope, i => i.OwnerId);
        return Show switch
        {
            AssessedKind.ToDo => items.Where(i => i.State == ItemState.Open),
            AssessedKind.Done => items.Where(i => i.State == ItemState.Done),
            AssessedKind.Closed => items.Where(i => i.State == ItemState.Closed),
            AssessedKind.Risen => items.Where(i => i.Moved == 1 && !i.IsClosed),
            AssessedKind.Fallen => items.Where(i => i.Moved == -1 && !i.IsClosed),
            AssessedKind.NewlyAbove => items.Where(i => !i.IsClosed && i.NowMethodologyId == method && i.NowLevel > threshold && (i.BeforeLevel == 0 || (i.BeforeMethodologyId == method && i.BeforeLevel <= threshold))),
            AssessedKind.Untreated => items.Where(i => !i.IsClosed && i.NowMethodologyId == method && i.NowLevel > threshold && i.Treatment == null),
            _ => items,
        };
    }

    internal sealed class Rules : AbstractValidator<AssessedFilter>
    {
        public Rules()
        {
            RuleFor(f => f.Show).Listed(s => s is null || Enum.IsDefined(s.Value));
            RuleFor(f => f.Owner).NamesSomebody();
        }
    }
}

/// <summary>The risks in scope of an assessment, by pages, in the order of their codes.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListAssessedRisks(Guid Id, AssessedFilter Filter, ListPlace Place) : IQuery<Result<Page<AssessedRisk>>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAssessment);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A risk in scope. Set by initialiser, so that SQL can be made of it.</summary>
public sealed record AssessedRisk
{
    internal Guid Id { get; init; }

    public required Guid RiskId { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    public TreatmentOption? Treatment { get; init; }

    public required ItemState State { get; init; }

    /// <summary>1: its level rose, −1: it fell, 0: it is the same; null before it is evaluated, or where two methodologies cannot be compared.</summary>
    public int? Moved { get; init; }

    /// <summary>The current risk when it came into scope; null where it was not rated.</summary>
    public RatingView? Before { get; init; }

    /// <summary>The current risk now.</summary>
    public RatingView? Now { get; init; }

    public required bool InherentDone { get; init; }

    public required bool CurrentDone { get; init; }

    public required bool TargetDone { get; init; }

    /// <summary>The asker may open the risk's record.</summary>
    public bool MaySee { get; init; }
}

public sealed class ListAssessedRisksValidator : AbstractValidator<ListAssessedRisks>
{
    public ListAssessedRisksValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new AssessedFilter.Rules());
        RuleFor(l => l.Place.Sort).Listed(ListAssessedRisksHandler.Sorts.IsKnown);
    }
}

public sealed class ListAssessedRisksHandler(IsmsDbContext db, AssessmentDesk desk, RiskRatings ratings, RequestScope scope) : IQueryHandler<ListAssessedRisks, Result<Page<AssessedRisk>>>
{
    internal static ListSorts<AssessmentItem, AssessedRisk> Sorts { get; } = new("code", row => row.Id, new Dictionary<string, ListSort<AssessmentItem, AssessedRisk>>(StringComparer.Ordinal)
    {
        ["code"] = ListSort<AssessmentItem, AssessedRisk>.By(nameof(AssessmentItem.Code), row => row.Code),
    });

    public async ValueTask<Result<Page<AssessedRisk>>> Handle(ListAssessedRisks query, CancellationToken cancellationToken)
    {
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Id, cancellationToken) is not { } assessment) { return Error.NotFound; }
        await ratings.ReadAsync([assessment.MethodologyId], cancellationToken);
        var threshold = assessment.MethodologyId is { } id ? ratings.VersionOf(id).Scales.Threshold : 0;
        var items = db.AssessmentItems.AsNoTracking().Where(i => i.AssessmentId == query.Id);
        if (!await desk.SeesAllAsync(assessment, cancellationToken)) { items = items.Where(i => i.OwnerId == scope.Actor.OwnerId); }
        var page = await Sorts.PageAsync(query.Filter.Over(items, scope, assessment.MethodologyId, threshold), query.Place, Rows, cancellationToken);
        if (page.Error is { } error) { return error; }
        await ratings.ReadAsync(page.Value.Items.SelectMany(r => (Guid?[])[r.Before?.MethodologyId, r.Now?.MethodologyId]), cancellationToken);
        return page.Value with { Items = [.. page.Value.Items.Select(r => r with { Before = ratings.Of(r.Before), Now = ratings.Of(r.Now), MaySee = scope.Actor.Can(Permissions.RisksView) || scope.Actor.Owns(r.OwnerId) })] };
    }

    private IQueryable<AssessedRisk> Rows(IQueryable<AssessmentItem> items) => items.Select(i => new AssessedRisk
    {
        Id = i.Id,
        RiskId = i.RiskId,
        Code = i.Code,
        Title = db.Risks.Where(r => r.Id == i.RiskId).Select(r => r.Title).First(),
        OwnerId = i.OwnerId,
        Owner = db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Name).First(),
        Treatment = i.Treatment,
        State = i.State,
        Moved = i.Moved,
        Before = new RatingView { MethodologyId = i.BeforeMethodologyId, Likelihood = i.BeforeLikelihood, Impact = i.BeforeImpact, Level = i.BeforeLevel },
        Now = new RatingView { MethodologyId = i.NowMethodologyId, Likelihood = i.NowLikelihood, Impact = i.NowImpact, Level = i.NowLevel },
        InherentDone = i.InherentDone,
        CurrentDone = i.CurrentDone,
        TargetDone = i.TargetDone,
    });
}
