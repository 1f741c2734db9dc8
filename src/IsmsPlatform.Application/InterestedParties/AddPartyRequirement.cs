using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>A party requires something (4.2 b).</summary>
[RequirePermission(Permissions.ContextEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddPartyRequirement : RequirementForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same requirement. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    [JsonIgnore]
    public Guid PartyId { get; init; }
}

public sealed class AddPartyRequirementValidator : AbstractValidator<AddPartyRequirement>
{
    public AddPartyRequirementValidator()
    {
        Include(new RequirementFormRules());
        RuleFor(r => r.Id).Required();
    }
}

public sealed class AddPartyRequirementHandler(IsmsDbContext db, RequirementDesk desk) : ICommandHandler<AddPartyRequirement, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddPartyRequirement command, CancellationToken cancellationToken)
    {
        var party = await desk.OpenPartyAsync(command.PartyId, cancellationToken);
        if (party.Error is { } refused) { return refused; }
        if (await db.PartyRequirements.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) is { } there)
        {
            // The form was sent twice: that is one requirement, and whatever differs is not lost in silence.
            var bases = await db.RequirementBases.Where(b => b.RequirementId == there.Id).Select(b => b.LegalRequirementId).ToListAsync(cancellationToken);
            return there.PartyId == command.PartyId && there.Details() == command.Details() && bases.ToHashSet().SetEquals(command.LegalRequirementIds ?? []) ? there.Id : ReviewErrors.SentBefore;
        }
        var requirement = PartyRequirement.Add(command.Id, command.PartyId, command.Details());
        if (requirement.Error is { } error) { return error; }
        db.PartyRequirements.Add(requirement.Value);
        var rests = await desk.RestOnAsync(command.Id, command.LegalRequirementIds, cancellationToken);
        if (rests.Error is { } unknown) { return unknown; }
        desk.Tell(party.Value, before: null, requirement.Value.Details());
        return command.Id;
    }
}
