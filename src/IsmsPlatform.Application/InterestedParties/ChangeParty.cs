using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.InterestedParties;

[RequirePermission(Permissions.ContextEdit)]
public sealed record ChangeParty : PartyForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangePartyValidator : AbstractValidator<ChangeParty>
{
    public ChangePartyValidator() => Include(new PartyFormRules());
}

public sealed class ChangePartyHandler(ReviewDesk desk) : ICommandHandler<ChangeParty, Result>
{
    public async ValueTask<Result> Handle(ChangeParty command, CancellationToken cancellationToken)
    {
        var plan = await desk.PlanAsync<InterestedParty>(command, cancellationToken);
        return await desk.ActAsync<InterestedParty>(command.Id, command.Version, party => party.Change(command.Details(), plan), cancellationToken);
    }
}
