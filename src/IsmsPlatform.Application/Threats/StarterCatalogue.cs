using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>An entry of the catalogues that the product ships.</summary>
public abstract class StarterEntry
{
    /// <summary><c>T-001</c> or <c>V-001</c>; the code of its copies.</summary>
    public string Id { get; protected init; } = "";

    public string Name { get; protected init; } = "";

    public bool Confidentiality { get; protected init; }

    public bool Integrity { get; protected init; }

    public bool Availability { get; protected init; }

    public string[] Controls { get; protected init; } = [];

    public string Description { get; protected init; } = "";

    public IReadOnlyList<SecurityProperty> Affects() => CatalogueRecord.Affected(Confidentiality, Integrity, Availability);

    internal CatalogueDetails Details() => new(Name, Affects(), Controls, Description);
}

public sealed class StarterThreat : StarterEntry
{
    private StarterThreat() { }

    public ThreatCategory Category { get; private init; }

    public bool Deliberate { get; private init; }

    public bool Accidental { get; private init; }

    public bool Environmental { get; private init; }

    /// <summary>The comparable entry of another catalogue, for orientation: <c>BSI G 0.1</c>.</summary>
    public string? SimilarTo { get; private init; }

    internal Threat Adopt() => Threat.Add(Guid.CreateVersion7(), Id, Details(), Category, Threat.OriginsOf(Deliberate, Accidental, Environmental), Id).Value;
}

public sealed class StarterVulnerability : StarterEntry
{
    private StarterVulnerability() { }

    public VulnerabilityCategory Category { get; private init; }

    /// <summary>Ids of the threats that typically use it.</summary>
    public string[] Threats { get; private init; } = [];

    internal Vulnerability Adopt() => Vulnerability.Add(Guid.CreateVersion7(), Id, Details(), Category, Id).Value;
}

/// <summary>What the product ships, read once: migrations alone change it, and they run before the program does.</summary>
public sealed class StarterCatalogue(IDbContextFactory<PlatformDb> platform)
{
    /// <summary>What the activity says that an adoption was imported from.</summary>
    internal const string Name = "Starter catalogue";

    private volatile Content? _content;

    /// <param name="Controls">All of Annex A, in its order.</param>
    public sealed record Content(IReadOnlyList<StarterThreat> Threats, IReadOnlyList<StarterVulnerability> Vulnerabilities, IReadOnlyList<AnnexAControl> Controls)
    {
        private readonly Dictionary<string, AnnexAControl> _controls = Controls.ToDictionary(c => c.Id, StringComparer.OrdinalIgnoreCase);

        public AnnexAControl? Control(string id) => _controls.GetValueOrDefault(id);
    }

    /// <summary>The entries that are to be adopted: all of them, or those that are named.</summary>
    internal static Result<IReadOnlyList<T>> Chosen<T>(IReadOnlyList<T> entries, IReadOnlyList<string>? ids, bool all)
        where T : StarterEntry
    {
        if (all) { return Result<IReadOnlyList<T>>.Of(entries); }
        var wanted = (ids ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (wanted.Count == 0) { return ThreatErrors.NothingChosen; }
        var chosen = entries.Where(e => wanted.Contains(e.Id)).ToList();
        return chosen.Count == wanted.Count ? Result<IReadOnlyList<T>>.Of(chosen) : ThreatErrors.NoSuchEntry;
    }

    internal async Task<IReadOnlyList<ControlName>> NamesAsync(IEnumerable<string> controls, CancellationToken cancellationToken)
    {
        var annex = await ReadAsync(cancellationToken);
        return [.. controls.Select(annex.Control).OfType<AnnexAControl>().Select(c => new ControlName(c.Id, c.Title))];
    }

    public async ValueTask<Content> ReadAsync(CancellationToken cancellationToken)
    {
        if (_content is { } read) { return read; }
        await using var db = await platform.CreateDbContextAsync(cancellationToken);
        return _content = new Content(
            await db.StarterThreats.AsNoTracking().OrderBy(t => t.Id).ToListAsync(cancellationToken),
            await db.StarterVulnerabilities.AsNoTracking().OrderBy(v => v.Id).ToListAsync(cancellationToken),
            await db.AnnexAControls.AsNoTracking().OrderBy(c => c.Ordinal).ToListAsync(cancellationToken));
    }
}
