using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>Adds a threat of one's own to the catalogue.</summary>
[RequirePermission(Permissions.RisksEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddThreat : ThreatForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same threat. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class AddThreatValidator : AbstractValidator<AddThreat>
{
    public AddThreatValidator()
    {
        Include(new ThreatFormRules());
        RuleFor(t => t.Id).Required();
    }
}

public sealed class AddThreatHandler(IsmsDbContext db, StarterCatalogue starter, CodeSequence codes) : ICommandHandler<AddThreat, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddThreat command, CancellationToken cancellationToken)
    {
        var details = await command.DetailsAsync(starter, cancellationToken);
        if (details.Error is { } unknown) { return unknown; }
        // The form was sent twice: that is one threat, and whatever differs is not lost in silence.
        if (await db.Threats.SingleOrDefaultAsync(t => t.Id == command.Id, cancellationToken) is { } there)
        {
            if (!there.IsHidden) { there.Change(details.Value, command.Category!.Value, command.Origins!); }
            return db.Entry(there).State == EntityState.Unchanged ? there.Id : ReviewErrors.SentBefore;
        }
        var threat = Threat.Add(command.Id, await codes.NextAsync(Threat.CodePrefix, cancellationToken), details.Value, command.Category!.Value, command.Origins!);
        if (threat.Error is { } error) { return error; }
        db.Threats.Add(threat.Value);
        return command.Id;
    }
}
