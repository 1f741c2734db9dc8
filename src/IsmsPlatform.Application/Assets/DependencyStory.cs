using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>What happens to a dependency is told at both its ends: it changes what each of them is or must be protected for.</summary>
public sealed class DependencyStory(IsmsDbContext db, AuditTrail audit)
{
    internal Task AddedAsync(Guid upper, Guid lower, CancellationToken cancellationToken)
        => TellAsync(upper, lower, [new(nameof(AssetDependency.LowerId), null, lower)], [new(nameof(AssetDependency.UpperId), null, upper)], cancellationToken);

    internal Task RemovedAsync(Guid upper, Guid lower, CancellationToken cancellationToken)
        => TellAsync(upper, lower, [new(nameof(AssetDependency.LowerId), lower, null)], [new(nameof(AssetDependency.UpperId), upper, null)], cancellationToken);

    internal Task ChangedAsync(AssetDependency dependency, InheritanceModes before, CancellationToken cancellationToken)
    {
        var after = dependency.Modes;
        FieldChange[] modes = [.. new FieldChange[] { new(nameof(AssetDependency.ModeC), before.Confidentiality, after.Confidentiality), new(nameof(AssetDependency.ModeI), before.Integrity, after.Integrity), new(nameof(AssetDependency.ModeA), before.Availability, after.Availability) }
            .Where(c => !Equals(c.Before, c.After))];
        return TellAsync(dependency.UpperId, dependency.LowerId, modes, modes, cancellationToken);
    }

    private async Task TellAsync(Guid upper, Guid lower, FieldChange[] atUpper, FieldChange[] atLower, CancellationToken cancellationToken)
    {
        var names = await db.Assets.AsNoTracking().Where(a => a.Id == upper || a.Id == lower).ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken);
        audit.Note(nameof(Asset), upper, names[upper], atUpper);
        audit.Note(nameof(Asset), lower, names[lower], atLower);
    }
}
