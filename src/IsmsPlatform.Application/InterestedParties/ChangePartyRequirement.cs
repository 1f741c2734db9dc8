using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.InterestedParties;

[RequirePermission(Permissions.ContextEdit)]
public sealed record ChangePartyRequirement : RequirementForm, ICommand<Result>
{
    public Guid Id { get; init; }

    public Guid PartyId { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangePartyRequirementValidator : AbstractValidator<ChangePartyRequirement>
{
    public ChangePartyRequirementValidator() => Include(new RequirementFormRules());
}

public sealed class ChangePartyRequirementHandler(RequirementDesk desk) : ICommandHandler<ChangePartyRequirement, Result>
{
    public async ValueTask<Result> Handle(ChangePartyRequirement command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.PartyId, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (party, requirement) = opened.Value;
        var before = requirement.Details();
        var changed = requirement.Change(command.Details());
        if (!changed.IsSuccess) { return changed; }
        desk.Tell(party, before, requirement.Details());
        return await desk.RestOnAsync(command.Id, command.LegalRequirementIds, cancellationToken);
    }
}
