using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Adds the controls of Annex A that are missing. Answers with how many came.</summary>
[RequirePermission(Permissions.ControlsEdit)]
public sealed record AddAnnexA : ICommand<Result<int>>;

public sealed class AddAnnexAHandler(IsmsDbContext db, AnnexA annex, AuditTrail audit) : ICommandHandler<AddAnnexA, Result<int>>
{
    public async ValueTask<Result<int>> Handle(AddAnnexA command, CancellationToken cancellationToken)
    {
        await db.LockAsync("annex-a", cancellationToken);
        var known = await db.Controls.Where(c => c.AnnexId != null).Select(c => c.AnnexId!).ToListAsync(cancellationToken);
        var added = await annex.AddAsync(known, cancellationToken);
        if (added.Count > 0) { audit.Summarise(AuditTrail.Import, AnnexA.Name, new FieldChange("Records", null, added.Count)); }
        return added.Count;
    }
}

/// <summary>Copies Annex A; a new organisation begins with all of it.</summary>
public sealed class AnnexA(IsmsDbContext db, StarterCatalogue catalogue)
{
    internal const string Name = "Annex A";

    public async Task<IReadOnlyList<Control>> AddAsync(IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        List<Control> added = [.. (await catalogue.ReadAsync(cancellationToken)).Controls.Where(c => !known.Contains(c.Id, StringComparer.Ordinal)).Select(c => Control.OfAnnex(Guid.CreateVersion7(), c.Id, c.Ordinal, c.Details()))];
        db.Controls.AddRange(added);
        return added;
    }
}
