using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
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
        if (await db.PartyRequirements.AnyAsync(r => r.Id == command.Id, cancellationToken)) { return command.Id; } // the form was sent twice
        var requirement = PartyRequirement.Add(command.Id, command.PartyId, command.Details());
        if (requirement.Error is { } error) { return error; }
        db.PartyRequirements.Add(requirement.Value);
        var rests = await desk.RestOnAsync(command.Id, command.LegalRequirementIds, cancellationToken);
        if (rests.Error is { } unknown) { return unknown; }
        desk.Tell(party.Value, before: null, requirement.Value.Details());
        return command.Id;
    }
}
