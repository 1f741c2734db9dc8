using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Scope;

/// <summary>Changes only the members that were sent (JSON merge patch, RFC 7396); the outcome meets the rules of <see cref="ChangeScopeDraft"/>.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record PatchScopeDraft(Guid Id, long Version, ScopeMembers Members) : ICommand<Result>;

public sealed class PatchScopeDraftHandler(ISender sender) : ICommandHandler<PatchScopeDraft, Result>
{
    public async ValueTask<Result> Handle(PatchScopeDraft command, CancellationToken cancellationToken)
    {
        var stored = await sender.Send(new GetScopeVersion(command.Id), cancellationToken);
        return stored.Error is { } error ? error : await sender.Send(command.Members.Over(stored.Value) with { Version = command.Version }, cancellationToken);
    }
}

/// <summary>The members of a draft that a patch may set. A missing member stays as it is, null empties it; a list replaces the whole list.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ScopeMembers : MergePatch
{
    /// <summary>What the ISMS covers, as a certificate says it; at most 600 characters.</summary>
    public string? Statement { get; set => field = Sent(value); }

    /// <summary>From which day on it is meant to hold.</summary>
    public DateOnly? EffectiveFrom { get; set => field = Sent(value); }

    /// <summary>The day by which it is looked at again.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    /// <summary>Ids of the business objectives that it serves.</summary>
    public Guid[]? Objectives { get; set => field = Sent(value); }

    /// <summary>Ids of the legal requirements that were considered.</summary>
    public Guid[]? LegalRequirements { get; set => field = Sent(value); }

    /// <summary>Ids of the issues that were considered.</summary>
    public Guid[]? Issues { get; set => field = Sent(value); }

    /// <summary>Ids of the requirements of interested parties that were considered.</summary>
    public Guid[]? Requirements { get; set => field = Sent(value); }

    /// <summary>What it draws in and leaves out.</summary>
    public ScopeItemInput[]? Items { get; set => field = Sent(value); }

    /// <summary>What crosses its boundary.</summary>
    public ScopeInterfaceInput[]? Interfaces { get; set => field = Sent(value); }

    internal ChangeScopeDraft Over(ScopeVersionView v)
    {
        Guid[] Cited(ScopeBasis basis) => [.. v.Of(basis).Select(c => c.RecordId)];
        return new ChangeScopeDraft
        {
            Id = v.Id,
            Statement = Or(Statement, v.Statement, nameof(Statement)),
            EffectiveFrom = Or(EffectiveFrom, v.EffectiveFrom, nameof(EffectiveFrom)),
            NextReviewOn = Or(NextReviewOn, v.NextReviewOn, nameof(NextReviewOn)),
            Objectives = Or(Objectives, Cited(ScopeBasis.Objective), nameof(Objectives)),
            LegalRequirements = Or(LegalRequirements, Cited(ScopeBasis.LegalRequirement), nameof(LegalRequirements)),
            Issues = Or(Issues, Cited(ScopeBasis.Issue), nameof(Issues)),
            Requirements = Or(Requirements, Cited(ScopeBasis.Requirement), nameof(Requirements)),
            Items = Or(Items, [.. v.Items.Select(i => new ScopeItemInput(i.Kind, i.RecordId, i.Included, i.Justification, i.Critical))], nameof(Items)),
            Interfaces = Or(Interfaces, [.. v.Interfaces.Select(i => new ScopeInterfaceInput(i.Counterpart, i.Exchanged, i.Direction, i.Agreement))], nameof(Interfaces)),
        };
    }
}
