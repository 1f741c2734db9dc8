using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>What is said of an assessment; planning and changing share it. A scope that names nothing is every open risk.</summary>
public abstract record RiskAssessmentForm
{
    public string? Name { get; init; }

    public AssessmentTrigger? Trigger { get; init; }

    /// <summary>What happened; may be missing of a planned one.</summary>
    public string? Why { get; init; }

    public DateOnly? StartOn { get; init; }

    /// <summary>By when its risks are evaluated.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The person who sees to it that it comes to an end.</summary>
    public Guid? LeadId { get; init; }

    /// <summary>People who take part beside the owners of the risks.</summary>
    public IReadOnlyList<Guid>? ParticipantIds { get; init; }

    /// <summary>Only risks of these kinds.</summary>
    public IReadOnlyList<RiskKind>? Kinds { get; init; }

    /// <summary>Only risks whose threat is of these categories.</summary>
    public IReadOnlyList<ThreatCategory>? ThreatCategories { get; init; }

    /// <summary>Only risks to which one of these applies.</summary>
    public IReadOnlyList<AssessmentNeed>? Needs { get; init; }

    /// <summary>Only risks of assets in these units and the units below them.</summary>
    public IReadOnlyList<Guid>? UnitIds { get; init; }

    /// <summary>Only risks of assets at these locations.</summary>
    public IReadOnlyList<Guid>? LocationIds { get; init; }

    /// <summary>Only risks of these assets.</summary>
    public IReadOnlyList<Guid>? AssetIds { get; init; }

    /// <summary>Only risks of these owners.</summary>
    public IReadOnlyList<Guid>? OwnerIds { get; init; }

    internal AssessmentDetails Details() => new(Text.Clean(Name), Trigger!.Value, Text.OrNull(Why), StartOn!.Value, DueOn!.Value, LeadId!.Value);
}

public sealed class RiskAssessmentFormRules : AbstractValidator<RiskAssessmentForm>
{
    public RiskAssessmentFormRules()
    {
        RuleFor(a => a.Name).Required().AtMost(RiskAssessment.NameMaxLength);
        RuleFor(a => a.Trigger).Chosen();
        RuleFor(a => a.Why).AtMost(RiskAssessment.WhyMaxLength);
        RuleFor(a => a.StartOn).Required().Plausible();
        RuleFor(a => a.DueOn).Required().Plausible();
        RuleFor(a => a.LeadId).Must(o => o is not null).WithErrorCode("required").WithMessage("Name the person who leads it.");
        RuleFor(a => a.Kinds).Listed(all => all is null || all.All(v => Enum.IsDefined(v)));
        RuleFor(a => a.ThreatCategories).Listed(all => all is null || all.All(v => Enum.IsDefined(v)));
        RuleFor(a => a.Needs).Listed(all => all is null || all.All(v => Enum.IsDefined(v)));
        RuleFor(a => a.ParticipantIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(a => a.UnitIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(a => a.LocationIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(a => a.AssetIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(a => a.OwnerIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
    }

    private const string TooMany = "Name at most 100.";

    private static bool Few(IReadOnlyList<Guid>? ids) => ids is null || ids.Count <= RiskAssessment.MostLinks;
}

/// <summary>Who takes part and which records narrow the scope. It is told on the assessment.</summary>
public sealed class AssessmentLinks(IsmsDbContext db, AuditTrail audit)
{
    /// <summary>Exactly what the form names from now on.</summary>
    /// <param name="isNew">Nothing is linked yet.</param>
    internal async Task<Result> SetAsync(RiskAssessment assessment, RiskAssessmentForm form, bool isNew, CancellationToken cancellationToken)
    {
        static IEnumerable<string> Words<T>(IReadOnlyList<T>? values) where T : struct, Enum => (values ?? []).Select(v => v.ToString());
        assessment.Narrow(Words(form.Kinds), Words(form.ThreatCategories), Words(form.Needs));
        var (id, changes) = (assessment.Id, new List<FieldChange>());
        var scope = db.AssessmentScopes.Where(s => s.AssessmentId == id);
        Result<IReadOnlyList<string>>[] set =
        [
            await db.SetLinksAsync(db.AssessmentParticipants.Where(p => p.AssessmentId == id), p => p.PersonId, form.ParticipantIds, person => AssessmentParticipant.Of(id, person), People, "Participant", Missing(nameof(form.ParticipantIds)), changes, isNew, cancellationToken),
            await db.SetLinksAsync(scope.Where(s => s.UnitId != null), s => s.UnitId!.Value, form.UnitIds, unit => AssessmentScopeRecord.OfUnit(id, unit), ids => db.Units.Where(u => ids.Contains(u.Id)).Select(u => new Choice(u.Id, u.Name)), "Unit", Missing(nameof(form.UnitIds)), changes, isNew, cancellationToken),
            await db.SetLinksAsync(scope.Where(s => s.LocationId != null), s => s.LocationId!.Value, form.LocationIds, location => AssessmentScopeRecord.OfLocation(id, location), ids => db.Locations.Where(l => ids.Contains(l.Id)).Select(l => new Choice(l.Id, l.Name)), "Location", Missing(nameof(form.LocationIds)), changes, isNew, cancellationToken),
            await db.SetLinksAsync(scope.Where(s => s.AssetId != null), s => s.AssetId!.Value, form.AssetIds, asset => AssessmentScopeRecord.OfAsset(id, asset), ids => db.Assets.Where(a => ids.Contains(a.Id)).Select(a => new Choice(a.Id, a.Name)), "Asset", Missing(nameof(form.AssetIds)), changes, isNew, cancellationToken),
            await db.SetLinksAsync(scope.Where(s => s.OwnerId != null), s => s.OwnerId!.Value, form.OwnerIds, owner => AssessmentScopeRecord.OfOwner(id, owner), People, "RiskOwner", Missing(nameof(form.OwnerIds)), changes, isNew, cancellationToken),
        ];
        if (set.Select(s => s.Error).FirstOrDefault(e => e is not null) is { } missing) { return missing; }
        if (changes.Count == 0) { return Result.Success; }
        audit.Note(nameof(RiskAssessment), id, assessment.Name, changes);
        // A part alone changes what others see of the assessment: whoever edits it meanwhile is stale.
        if (!isNew) { db.Entry(assessment).Property(a => a.Name).IsModified = true; }
        return Result.Success;
    }

    private IQueryable<Choice> People(IReadOnlyList<Guid> ids) => db.People.Where(p => ids.Contains(p.Id)).Select(p => new Choice(p.Id, p.Name));

    private static Error Missing(string field) => RiskAssessmentErrors.LinkMissing(field);
}
