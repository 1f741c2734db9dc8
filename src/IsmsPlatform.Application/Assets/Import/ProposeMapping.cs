using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 2 of an import: which column means what, as it was chosen, or else as it is proposed, with the first lines to look at.</summary>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record ProposeMapping(Guid Id) : IQuery<Result<ProposedMapping>>;

/// <param name="IsRemembered">An earlier import of this source was mapped so.</param>
/// <param name="Mapping">Field → column.</param>
public sealed record ProposedMapping(Guid Id, string FileName, string Source, int Rows, bool IsRemembered, IReadOnlyList<FileColumn> Columns, IReadOnlyDictionary<ImportField, string> Mapping, IReadOnlyList<FileLine> FirstLines);

/// <param name="Samples">A few different values of it.</param>
public sealed record FileColumn(string Heading, IReadOnlyList<string> Samples);

public sealed record FileLine(int Line, IReadOnlyList<string?> Cells);

public sealed class ProposeMappingHandler(IsmsDbContext db, ImportPlanner planner) : IQueryHandler<ProposeMapping, Result<ProposedMapping>>
{
    private const int Lines = 5;
    private const int Samples = 3;

    public async ValueTask<Result<ProposedMapping>> Handle(ProposeMapping query, CancellationToken cancellationToken)
    {
        var open = await planner.OpenAsync(query.Id, cancellationToken);
        if (open.Error is { } closed) { return closed; }
        var (import, table) = open.Value;
        var chosen = ImportPlanner.ReadMapping(import.Mapping);
        var stored = chosen.Count > 0 ? null : await db.AssetImportMappings.AsNoTracking().Where(m => m.Source == import.Source).Select(m => m.Mapping).SingleOrDefaultAsync(cancellationToken);
        var remembered = stored is null ? null : ImportPlanner.ReadMapping(stored);
        if (chosen.Count == 0)
        {
            var directory = await planner.DirectoryAsync(cancellationToken);
            chosen = MappingProposal.Of(table, remembered, new KnownNames(directory.People.Names, directory.Units.Names, directory.Locations.Names));
        }
        return new ProposedMapping(import.Id, import.FileName, import.Source, table.Rows.Count, remembered is not null,
            [.. table.Headings.Select((h, i) => new FileColumn(h, [.. table.Rows.Select(r => r.At(i)).OfType<string>().Distinct(StringComparer.Ordinal).Take(Samples)]))],
            chosen, [.. table.Rows.Take(Lines).Select(r => new FileLine(r.Line, r.Cells))]);
    }
}
