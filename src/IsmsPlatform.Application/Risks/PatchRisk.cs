using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeRisk"/>.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PatchRisk(Guid Id, long Version, RiskMembers Members) : ICommand<Result>;

public sealed class PatchRiskHandler(ISender sender) : ICommandHandler<PatchRisk, Result>
{
    public async ValueTask<Result> Handle(PatchRisk command, CancellationToken cancellationToken)
    {
        var risk = await sender.Send(new GetRisk(command.Id), cancellationToken);
        return risk.Error is { } error ? error : await sender.Send(command.Members.Over(risk.Value) with { Version = command.Version }, cancellationToken);
    }
}

/// <summary>The members of a risk that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class RiskMembers : MergePatch
{
    /// <summary>In a few words: what happens to what.</summary>
    public string? Title { get; set => field = Sent(value); }

    /// <summary>Who or what does which harm, by which way, with which consequence.</summary>
    public string? Scenario { get; set => field = Sent(value); }

    public RiskKind? Kind { get; set => field = Sent(value); }

    public Guid? ThreatId { get; set => field = Sent(value); }

    /// <summary>All of them; those that are missing are taken off.</summary>
    public IReadOnlyList<Guid>? VulnerabilityIds { get; set => field = Sent(value); }

    /// <summary>All of them; those that are missing are taken off.</summary>
    public IReadOnlyList<Guid>? AssetIds { get; set => field = Sent(value); }

    /// <summary>All of them; those that are missing are taken off, and the risk has to be evaluated anew.</summary>
    public IReadOnlyList<Guid>? ImplementationIds { get; set => field = Sent(value); }

    /// <summary>Which properties of information suffer.</summary>
    public IReadOnlyList<SecurityProperty>? Affects { get; set => field = Sent(value); }

    public TreatmentOption? Treatment { get; set => field = Sent(value); }

    public bool? PersonalData { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The day by which it is evaluated again; null plans it by the review cycle.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    internal ChangeRisk Over(RiskView r) => new()
    {
        Id = r.Id,
        Title = Or(Title, r.Title, nameof(Title)),
        Scenario = Or(Scenario, r.Scenario, nameof(Scenario)),
        Kind = Or(Kind, r.Kind, nameof(Kind)),
        ThreatId = Or(ThreatId, r.ThreatId, nameof(ThreatId)),
        VulnerabilityIds = Or(VulnerabilityIds, r.VulnerabilityIds, nameof(VulnerabilityIds)),
        AssetIds = Or(AssetIds, r.AssetIds, nameof(AssetIds)),
        ImplementationIds = Or(ImplementationIds, r.ImplementationIds, nameof(ImplementationIds)),
        Affects = Or(Affects, r.Affects, nameof(Affects)),
        Treatment = Or(Treatment, r.Treatment, nameof(Treatment)),
        PersonalData = Or(PersonalData, r.PersonalData, nameof(PersonalData)) ?? false,
        OwnerId = Or(OwnerId, r.OwnerId, nameof(OwnerId)),
        NextReviewOn = Or(NextReviewOn, r.NextReviewOn, nameof(NextReviewOn)),
    };
}
