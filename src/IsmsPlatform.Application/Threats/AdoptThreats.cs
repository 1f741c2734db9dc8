using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>Copies entries of the starter catalogue into the organisation's own, where it may change them. One that is there already stays as it is. Answers with how many came.</summary>
/// <param name="Ids">Of the starter catalogue: T-001.</param>
/// <param name="All">Everything that it holds, whatever the ids say.</param>
[RequirePermission(Permissions.RisksEdit)]
public sealed record AdoptThreats(IReadOnlyList<string>? Ids, bool All = false) : ICommand<Result<int>>;

public sealed class AdoptThreatsHandler(IsmsDbContext db, StarterCatalogue starter, AuditTrail audit) : ICommandHandler<AdoptThreats, Result<int>>
{
    public async ValueTask<Result<int>> Handle(AdoptThreats command, CancellationToken cancellationToken)
    {
        var catalogue = await starter.ReadAsync(cancellationToken);
        var wanted = StarterCatalogue.Chosen(catalogue.Threats, command.Ids, command.All);
        if (wanted.Error is { } error) { return error; }
        await db.LockAsync("starter-catalogue", cancellationToken);
        var known = await db.Threats.Where(t => t.StarterId != null).Select(t => t.StarterId!).ToListAsync(cancellationToken);
        List<Threat> added = [.. wanted.Value.Where(t => !known.Contains(t.Id)).Select(t => t.Adopt())];
        db.Threats.AddRange(added);
        var users = await db.Vulnerabilities.Where(v => v.StarterId != null).Select(v => new { v.Id, StarterId = v.StarterId! }).ToListAsync(cancellationToken);
        foreach (var user in users)
        {
            var uses = catalogue.Vulnerabilities.Single(v => v.Id == user.StarterId).Threats;
            db.VulnerabilityThreats.AddRange(added.Where(t => uses.Contains(t.StarterId)).Select(t => VulnerabilityThreat.Of(Guid.CreateVersion7(), user.Id, t.Id)));
        }
        if (added.Count > 0) { audit.Summarise(AuditTrail.Import, StarterCatalogue.Name, new FieldChange("Records", null, added.Count)); }
        return added.Count;
    }
}
