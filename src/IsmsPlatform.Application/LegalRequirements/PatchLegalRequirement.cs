using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeLegalRequirement"/>.</summary>
[RequirePermission(Permissions.LegalEdit)]
public sealed record PatchLegalRequirement(Guid Id, long Version, LegalRequirementMembers Members) : ICommand<Result>;

public sealed class PatchLegalRequirementHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(PatchLegalRequirement command, CancellationToken cancellationToken)
        => await db.LegalRequirements.AsNoTracking().SingleOrDefaultAsync(l => l.Id == command.Id, cancellationToken) is { } requirement
            ? await sender.Send(command.Members.Over(requirement) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of a legal requirement that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class LegalRequirementMembers : MergePatch
{
    /// <summary>How people call it.</summary>
    public string? Title { get; set => field = Sent(value); }

    /// <summary>What kind of rule it is.</summary>
    public LegalKind? Kind { get; set => field = Sent(value); }

    /// <summary>Whose law it is: ISO 3166-1 alpha-2, or EU.</summary>
    public string? Jurisdiction { get; set => field = Sent(value); }

    /// <summary>Where it stands: the number of the act, the article, the contract.</summary>
    public string? Citation { get; set => field = Sent(value); }

    /// <summary>What it says, in the organisation's own words.</summary>
    public string? Summary { get; set => field = Sent(value); }

    /// <summary>What has to be done.</summary>
    public string? Duty { get; set => field = Sent(value); }

    /// <summary>Why it binds the organisation.</summary>
    public string? AppliesBecause { get; set => field = Sent(value); }

    /// <summary>Where it can be read; https only.</summary>
    public string? SourceUrl { get; set => field = Sent(value); }

    /// <summary>The day from which it binds.</summary>
    public DateOnly? EffectiveFrom { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The day by which it is looked at again; null plans it by the review cycle.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    internal ChangeLegalRequirement Over(LegalRequirement l) => new()
    {
        Id = l.Id,
        Title = Or(Title, l.Title, nameof(Title)),
        Kind = Or(Kind, l.Kind, nameof(Kind)),
        Jurisdiction = Or(Jurisdiction, l.Jurisdiction, nameof(Jurisdiction)),
        Citation = Or(Citation, l.Citation, nameof(Citation)),
        Summary = Or(Summary, l.Summary, nameof(Summary)),
        Duty = Or(Duty, l.Duty, nameof(Duty)),
        AppliesBecause = Or(AppliesBecause, l.AppliesBecause, nameof(AppliesBecause)),
        SourceUrl = Or(SourceUrl, l.SourceUrl, nameof(SourceUrl)),
        EffectiveFrom = Or(EffectiveFrom, l.EffectiveFrom, nameof(EffectiveFrom)),
        OwnerId = Or(OwnerId, l.OwnerId, nameof(OwnerId)),
        NextReviewOn = Or(NextReviewOn, l.NextReviewOn, nameof(NextReviewOn)),
    };
}
