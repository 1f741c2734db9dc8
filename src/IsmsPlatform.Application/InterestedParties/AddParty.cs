using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>Somebody who can affect the ISMS, or is affected by it (4.2 a).</summary>
[RequirePermission(Permissions.ContextEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddParty : PartyForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same party. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class AddPartyValidator : AbstractValidator<AddParty>
{
    public AddPartyValidator()
    {
        Include(new PartyFormRules());
        RuleFor(p => p.Id).Required();
    }
}

public sealed class AddPartyHandler(IsmsDbContext db, ReviewDesk desk, CodeSequence codes) : ICommandHandler<AddParty, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddParty command, CancellationToken cancellationToken)
    {
        if (await db.InterestedParties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } there) { return ReviewDesk.Again(there, there.Details(), command.Details(), command); }
        var code = await codes.NextAsync(InterestedParty.CodePrefix, cancellationToken);
        var party = InterestedParty.Add(command.Id, code, command.Details(), await desk.PlanAsync<InterestedParty>(command, cancellationToken));
        if (party.Error is { } error) { return error; }
        db.InterestedParties.Add(party.Value);
        await desk.AskAsync(party.Value, party.Value.Name, cancellationToken);
        return command.Id;
    }
}
