using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Applicability;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="DecideSoaEntry"/>.</summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record PatchSoaEntry(Guid SoaId, Guid Id, long Version, SoaEntryMembers Members) : ICommand<Result>;

public sealed class PatchSoaEntryHandler(ISender sender) : ICommandHandler<PatchSoaEntry, Result>
{
    public async ValueTask<Result> Handle(PatchSoaEntry command, CancellationToken cancellationToken)
    {
        var stored = await sender.Send(new GetSoaEntry(command.SoaId, command.Id), cancellationToken);
        return stored.Error is { } error ? error : await sender.Send(command.Members.Over(stored.Value.Entry) with { SoaId = command.SoaId, Version = command.Version }, cancellationToken);
    }
}

/// <summary>The members of a row that a patch may set. A missing member stays as it is, null empties it; a list replaces the whole list.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class SoaEntryMembers : MergePatch
{
    /// <summary>Whether the control is necessary.</summary>
    public bool? Applicable { get; set => field = Sent(value); }

    /// <summary>Why it is: Risk, Legal, Contract, Business or Baseline. The first three name a record.</summary>
    public IReadOnlyList<InclusionReason>? Reasons { get; set => field = Sent(value); }

    /// <summary>Why it is excluded, at least 20 characters; of an included one what there is to say beside the reasons.</summary>
    public string? Justification { get; set => field = Sent(value); }

    /// <summary>Ids of the risks that it treats.</summary>
    public IReadOnlyList<Guid>? RiskIds { get; set => field = Sent(value); }

    /// <summary>Ids of what asks for it in the legal register; contracts stand there, too.</summary>
    public IReadOnlyList<Guid>? LegalRequirementIds { get; set => field = Sent(value); }

    /// <summary>Ids of what interested parties require.</summary>
    public IReadOnlyList<Guid>? RequirementIds { get; set => field = Sent(value); }

    internal DecideSoaEntry Over(SoaEntryView e) => new()
    {
        Id = e.Id,
        Applicable = Or(Applicable, e.Applicable, nameof(Applicable)),
        Reasons = Or(Reasons, e.Reasons, nameof(Reasons)),
        Justification = Or(Justification, e.Justification, nameof(Justification)),
        RiskIds = Or(RiskIds, e.IdsOf(SoaLinkKind.Risk), nameof(RiskIds)),
        LegalRequirementIds = Or(LegalRequirementIds, e.IdsOf(SoaLinkKind.LegalRequirement), nameof(LegalRequirementIds)),
        RequirementIds = Or(RequirementIds, e.IdsOf(SoaLinkKind.Requirement), nameof(RequirementIds)),
    };
}
