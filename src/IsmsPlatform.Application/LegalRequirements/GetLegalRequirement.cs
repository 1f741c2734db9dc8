using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

[RequirePermission(Permissions.LegalView)]
public sealed record GetLegalRequirement(Guid Id) : IQuery<Result<LegalView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(LegalRequirement);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A legal requirement with the outcome of its last assessment and the state of its review.</summary>
public sealed record LegalView : LegalRequirementForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required LegalStatus Status { get; init; }

    public required string Owner { get; init; }

    public required ComplianceStatus ComplianceStatus { get; init; }

    public DateOnly? AssessedOn { get; init; }

    /// <summary>What the last assessment found.</summary>
    public string? AssessmentNote { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Why it binds nobody any more.</summary>
    public string? ClosedReason { get; init; }

    public required long Version { get; init; }

    /// <summary>Requirements of interested parties that rest on it; none for whoever may not see the context.</summary>
    public IReadOnlyList<CitingRequirement> CitedBy { get; init; } = [];

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }

    /// <summary>Nobody assessed or reviewed it and nothing cites it, as far as the asker sees.</summary>
    public bool MayBeDeleted => AssessedOn is null && ReviewedOn is null && ClosedReason is null && CitedBy.Count == 0;
}

public sealed record CitingRequirement(Guid PartyId, string Party, string Text);

public sealed class GetLegalRequirementHandler(IsmsDbContext db, ReviewDesk desk, RequestScope scope) : IQueryHandler<GetLegalRequirement, Result<LegalView>>
{
    private const int MostCitations = 100;

    public async ValueTask<Result<LegalView>> Handle(GetLegalRequirement query, CancellationToken cancellationToken)
    {
        var requirement = await db.LegalRequirements.AsNoTracking().Where(l => l.Id == query.Id).Select(l => new LegalView
        {
            Id = l.Id,
            Code = l.Code,
            Title = l.Title,
            Kind = l.Kind,
            Jurisdiction = l.Jurisdiction,
            Citation = l.Citation,
            Summary = l.Summary,
            Duty = l.Duty,
            AppliesBecause = l.AppliesBecause,
            SourceUrl = l.SourceUrl,
            EffectiveFrom = l.EffectiveFrom,
            ComplianceStatus = l.ComplianceStatus,
            AssessedOn = l.AssessedOn,
            AssessmentNote = l.AssessmentNote,
            OwnerId = l.OwnerId,
            Owner = db.People.Where(p => p.Id == l.OwnerId).Select(p => p.Name).First(),
            NextReviewOn = l.NextReviewOn,
            ReviewedOn = l.ReviewedOn,
            Status = l.Status,
            ClosedReason = l.ClosedReason,
            Version = l.Version,
        }).SingleOrDefaultAsync(cancellationToken);
        if (requirement is null) { return Error.NotFound; }
        return requirement with
        {
            MayReview = requirement.Status == LegalStatus.Active && desk.MayReview(requirement.OwnerId!.Value, Permissions.LegalEdit),
            CitedBy = !scope.Actor.Can(Permissions.ContextView) ? [] : await db.RequirementBases.AsNoTracking().Where(b => b.LegalRequirementId == requirement.Id)
                .Join(db.PartyRequirements, b => b.RequirementId, r => r.Id, (_, r) => r).Join(db.InterestedParties, r => r.PartyId, p => p.Id, (r, p) => new { p.Name, PartyId = p.Id, r.Text, r.Id })
                .OrderBy(r => r.Name).ThenBy(r => r.Id).Take(MostCitations).Select(r => new CitingRequirement(r.PartyId, r.Name, r.Text)).ToListAsync(cancellationToken),
        };
    }
}
