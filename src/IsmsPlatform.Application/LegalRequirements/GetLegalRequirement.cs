using System.Globalization;
using System.Text.Json.Serialization;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Scope;
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

    /// <summary>What rests on it or considered it, as far as the asker may see that.</summary>
    public IReadOnlyList<LegalCitation> CitedBy { get; init; } = [];

    /// <summary>Something cites it, whether the asker sees that or not.</summary>
    public bool IsCited { get; init; }

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }

    /// <summary>Nobody assessed or reviewed it, and nothing cites it.</summary>
    public bool MayBeDeleted => AssessedOn is null && ReviewedOn is null && ClosedReason is null && !IsCited;
}

/// <summary>A record that cites a legal requirement.</summary>
/// <param name="SubjectType">InterestedParty, of one of whose requirements it is the basis, or ScopeStatement.</param>
/// <param name="SubjectId">Of the party, or of the version of the scope.</param>
/// <param name="Name">Of the party: its name. Of the scope: its version.</param>
/// <param name="Text">What the party requires; null of the scope.</param>
/// <param name="State">Where the version of the scope stands; null of a party.</param>
public sealed record LegalCitation(string SubjectType, Guid SubjectId, string Name, string? Text = null, ScopeState? State = null)
{
    /// <summary>A version of the scope that counts or may come to count, so that the next one or its draft has to answer for it.</summary>
    [JsonIgnore]
    public bool IsOpenScope => State is ScopeState.Draft or ScopeState.InReview or ScopeState.Planned or ScopeState.Effective;
}

public sealed class GetLegalRequirementHandler(IsmsDbContext db, ISender sender, ReviewDesk desk, RequestScope scope) : IQueryHandler<GetLegalRequirement, Result<LegalView>>
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
            CitedBy = [.. await RequirementsAsync(requirement.Id, cancellationToken), .. await ScopesAsync(requirement.Id, cancellationToken)],
            IsCited = await db.CitationsOf(requirement.Id).AnyAsync(cancellationToken),
        };
    }

    private async Task<IReadOnlyList<LegalCitation>> RequirementsAsync(Guid id, CancellationToken cancellationToken)
        => !scope.Actor.Can(Permissions.ContextView) ? [] : await db.RequirementBases.AsNoTracking().Where(b => b.LegalRequirementId == id)
            .Join(db.PartyRequirements, b => b.RequirementId, r => r.Id, (_, r) => r).Join(db.InterestedParties, r => r.PartyId, p => p.Id, (r, p) => new { p.Name, PartyId = p.Id, r.Text, r.Id })
            .OrderBy(r => r.Name).ThenBy(r => r.Id).Take(MostCitations).Select(r => new LegalCitation(nameof(InterestedParty), r.PartyId, r.Name, r.Text, null)).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<LegalCitation>> ScopesAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!scope.Actor.Can(Permissions.ScopeView)) { return []; }
        var versions = await sender.Send(new ListScopeVersions(MostCitations, Citing: id), cancellationToken);
        return [.. versions.Value.Items.Select(v => new LegalCitation(nameof(ScopeStatement), v.Id, string.Create(CultureInfo.InvariantCulture, $"Scope, version {v.VersionNo}"), null, v.State))];
    }
}
