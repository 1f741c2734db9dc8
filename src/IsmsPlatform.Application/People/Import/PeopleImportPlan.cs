using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People.Import;

/// <summary>Compares a file with the directory without changing it; preview and confirmation rest on the same plan.</summary>
internal sealed record PeopleImportPlan(IReadOnlyList<ImportedPerson> Rows)
{
    internal IEnumerable<ImportedPerson> New => Rows.Where(r => r.Faults.Count == 0 && !r.IsKnown);

    internal int Known => Rows.Count(r => r.Faults.Count == 0 && r.IsKnown);

    internal int Faulty => Rows.Count(r => r.Faults.Count > 0);

    internal IEnumerable<RowFault> Faults => Rows.SelectMany(r => r.Faults);

    internal static async Task<PeopleImportPlan> OfAsync(IsmsDbContext db, SheetTable table, CancellationToken cancellationToken)
    {
        var people = await db.People.AsNoTracking().Select(p => new { p.Id, p.Name, p.Email, p.Status }).ToListAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Select(u => new { u.Id, u.Name, u.Code }).ToListAsync(cancellationToken);
        var locations = await db.Locations.AsNoTracking().Select(l => new { l.Id, l.Name, l.Code }).ToListAsync(cancellationToken);
        var directory = new PeopleDirectory(people.Select(p => p.Email).ToHashSet(StringComparer.Ordinal),
            [.. people.Where(p => p.Status != PersonStatus.Left).SelectMany(p => new[] { (p.Name, p.Id), (p.Email, p.Id) })],
            new NameIndex(units.SelectMany(u => new[] { (u.Name, u.Id), (u.Code, u.Id) })),
            new NameIndex(locations.SelectMany(l => new[] { (l.Name, l.Id), (l.Code, l.Id) })));
        var reader = new PersonRowReader(table, directory);
        return new PeopleImportPlan(WithManagers(reader.Rows(), directory, reader));
    }

    private static List<ImportedPerson> WithManagers(List<ImportedPerson> rows, PeopleDirectory directory, PersonRowReader reader)
    {
        // Lines about people who are known already stand for those.
        var comers = rows.Where(r => !r.IsKnown && r.Details.Email.Length > 0).DistinctBy(r => r.Details.Email, StringComparer.Ordinal).ToList();
        var index = new NameIndex(directory.People.Concat(comers.SelectMany(r => new[] { (r.Details.Name, r.Id), (r.Details.Email, r.Id) }).Where(n => n.Item1.Length > 0)));
        var found = rows.ConvertAll(row =>
        {
            if (row.Manager is not { } cell || row.IsKnown) { return row; }
            var fault = !index.TryFind(cell, out var manager) ? PeopleImportErrors.NoSuchManager : manager is null ? CellFaults.Ambiguous : manager == row.Id ? PeopleErrors.OwnManager : null;
            if (fault is not null) { row.Faults.Add(reader.Fault(row.Line, PersonField.Manager, cell, fault)); }
            return row with { Details = row.Details with { ManagerId = manager } };
        });
        RefuseCircles(found, reader);
        RefuseBelowFaulty(found, reader);
        return found;
    }

    // Whoever is reached again on the way up from themselves is in a circle. Each line is walked once.
    private static void RefuseCircles(List<ImportedPerson> rows, PersonRowReader reader)
    {
        var byId = rows.ToDictionary(r => r.Id);
        Dictionary<Guid, int> walkOf = [];
        for (var walk = 0; walk < rows.Count; walk++)
        {
            var row = rows[walk];
            while (row is not null && walkOf.TryAdd(row.Id, walk)) { row = row.Details.ManagerId is { } above ? byId.GetValueOrDefault(above) : null; }
            if (row is null || walkOf[row.Id] != walk || row.Details.ManagerId == row.Id) { continue; }
            var first = row.Id;
            do
            {
                row.Faults.Add(reader.Fault(row.Line, PersonField.Manager, row.Manager, PeopleImportErrors.ManagersInACircle));
                row = byId[row.Details.ManagerId!.Value];
            }
            while (row.Id != first);
        }
    }

    // A person whose manager's line is not imported would have none: said instead of left out in silence.
    private static void RefuseBelowFaulty(List<ImportedPerson> rows, PersonRowReader reader)
    {
        var below = rows.Where(r => r.Details.ManagerId is not null).ToLookup(r => r.Details.ManagerId!.Value);
        var faulty = new Queue<ImportedPerson>(rows.Where(r => r.Faults.Count > 0));
        while (faulty.TryDequeue(out var manager))
        {
            foreach (var row in below[manager.Id].Where(r => r.Faults.Count == 0))
            {
                row.Faults.Add(reader.Fault(row.Line, PersonField.Manager, row.Manager, PeopleImportErrors.ManagerFaulty(manager.Line)) with { Follows = true });
                faulty.Enqueue(row);
            }
        }
    }
}
