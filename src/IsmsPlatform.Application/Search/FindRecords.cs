using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Search;

/// <summary>Records whose name, code or address contains the text: a few of each kind that the member may see.</summary>
[AnyoneInside]
public sealed record FindRecords(string? Q) : IQuery<Result<FoundRecords>>;

public sealed record FoundRecords(IReadOnlyList<FoundAsset> Assets, IReadOnlyList<FoundRecord> People, IReadOnlyList<FoundRecord> Units, IReadOnlyList<FoundRecord> Locations)
{
    public IReadOnlyList<FoundRecord> Processes { get; init; } = [];

    public IReadOnlyList<FoundRecord> Issues { get; init; } = [];

    public IReadOnlyList<FoundRecord> Parties { get; init; } = [];

    /// <summary>What parties require, by its own words or by the party's name; the id is the party's, on whose page it stands.</summary>
    public IReadOnlyList<FoundRecord> Requirements { get; init; } = [];

    public IReadOnlyList<FoundRecord> LegalRequirements { get; init; } = [];

    public IReadOnlyList<FoundRecord> Objectives { get; init; } = [];

    public IReadOnlyList<FoundRecord> Controls { get; init; } = [];

    public IReadOnlyList<FoundRecord> Risks { get; init; } = [];

    public IReadOnlyList<FoundRecord> Assessments { get; init; } = [];

    public IReadOnlyList<FoundRecord> Threats { get; init; } = [];

    public IReadOnlyList<FoundRecord> Vulnerabilities { get; init; } = [];
}

public sealed record FoundAsset(Guid Id, string? Code, string Name, AssetType Type);

public sealed record FoundRecord(Guid Id, string Name, string? Meta, string? Code = null);

public sealed class FindRecordsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<FindRecords, Result<FoundRecords>>
{
    private const int OfEach = 6;
    private const int MostRanked = 500;
    private const int LettersOfRequirement = 120;

    public async ValueTask<Result<FoundRecords>> Handle(FindRecords query, CancellationToken cancellationToken)
    {
        if (Text.OrNull(query.Q) is not { Length: <= 200 } q) { return new FoundRecords([], [], [], []); }
        // Of a word that thousands hold, the palette ranks the first few hundred.
        var found = db.AssetsWith(q)!.Take(MostRanked);
        var assets = !scope.Actor.Can(Permissions.AssetsView) ? [] : await db.Assets.AsNoTracking().Where(a => found.Contains(a.Id))
            .OrderByDescending(a => a.Criticality).ThenBy(a => a.Id).Take(OfEach).Select(a => new FoundAsset(a.Id, a.Code, a.Name, a.Type)).ToListAsync(cancellationToken);
        var people = await db.People.AsNoTracking().Where(p => p.Status != PersonStatus.Left).WithWords(q, p => p.Name)
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Take(OfEach).Select(p => new FoundRecord(p.Id, p.Name, p.JobTitle)).ToListAsync(cancellationToken);
        var processes = !scope.Actor.Can(Permissions.ProcessesView) ? [] : await db.Processes.AsNoTracking().WithWords(q, p => p.Name, p => p.Code)
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Take(OfEach).Select(p => new FoundRecord(p.Id, p.Name, p.Code)).ToListAsync(cancellationToken);
        var (context, legal, risks) = (scope.Actor.Can(Permissions.ContextView), scope.Actor.Can(Permissions.LegalView), scope.Actor.Can(Permissions.RisksView));
        var foundRisks = db.RisksWith(q)!.Take(MostRanked);
        var others = new FoundRecords(assets, people, [], [])
        {
            Processes = processes,
            Issues = !context ? [] : await db.ContextIssues.AsNoTracking().Where(i => i.Status != IssueStatus.Closed).WithWords(q, i => i.Title, i => i.Code)
                .OrderByDescending(i => i.Significance).ThenBy(i => i.Id).Take(OfEach).Select(i => new FoundRecord(i.Id, i.Title, null, i.Code)).ToListAsync(cancellationToken),
            Parties = !context ? [] : await db.InterestedParties.AsNoTracking().Where(p => p.Status != PartyStatus.Closed).WithWords(q, p => p.Name, p => p.Code)
                .OrderBy(p => p.Name).ThenBy(p => p.Id).Take(OfEach).Select(p => new FoundRecord(p.Id, p.Name, null, p.Code)).ToListAsync(cancellationToken),
            Requirements = !context ? [] : [.. (await db.PartyRequirements.AsNoTracking().Join(db.InterestedParties, r => r.PartyId, p => p.Id, (r, p) => new { Requirement = r, Party = p })
                .Where(r => r.Party.Status != PartyStatus.Closed).WithWords(q, r => r.Requirement.Text, r => r.Party.Name)
                .OrderBy(r => r.Party.Name).ThenBy(r => r.Requirement.Id).Take(OfEach)
                .Select(r => new FoundRecord(r.Party.Id, r.Requirement.Text, r.Party.Name)).ToListAsync(cancellationToken)).Select(r => r with { Name = Text.Shortened(r.Name, LettersOfRequirement) })],
            LegalRequirements = !legal ? [] : await db.LegalRequirements.AsNoTracking().Where(l => l.Status != LegalStatus.Repealed).WithWords(q, l => l.Title, l => l.Code)
                .OrderBy(l => l.Title).ThenBy(l => l.Id).Take(OfEach).Select(l => new FoundRecord(l.Id, l.Title, l.Citation, l.Code)).ToListAsync(cancellationToken),
            Controls = !scope.Actor.Can(Permissions.ControlsView) ? [] : await db.Controls.AsNoTracking().Where(c => c.RetiredOn == null).WithWords(q, c => c.Title, c => c.Code)
                .OrderBy(c => c.Ordinal).ThenBy(c => c.Id).Take(OfEach).Select(c => new FoundRecord(c.Id, c.Title, null, c.Code)).ToListAsync(cancellationToken),
            Risks = !risks ? [] : await db.Risks.AsNoTracking().Where(r => EF.Property<bool>(r, RiskMapping.IsOpen) && foundRisks.Contains(r.Id))
                .OrderBy(r => EF.Property<int>(r, RiskMapping.Gravity)).ThenBy(r => r.Id).Take(OfEach).Select(r => new FoundRecord(r.Id, r.Title, null, r.Code)).ToListAsync(cancellationToken),
            Assessments = !risks ? [] : await db.RiskAssessments.AsNoTracking().WithWords(q, a => a.Name, a => a.Code)
                .OrderByDescending(a => a.DueOn).ThenBy(a => a.Id).Take(OfEach).Select(a => new FoundRecord(a.Id, a.Name, null, a.Code)).ToListAsync(cancellationToken),
            Threats = !risks ? [] : await db.Threats.AsNoTracking().Where(t => !t.IsHidden).WithWords(q, t => t.Name, t => t.Code)
                .OrderBy(t => t.Name).ThenBy(t => t.Id).Take(OfEach).Select(t => new FoundRecord(t.Id, t.Name, null, t.Code)).ToListAsync(cancellationToken),
            Vulnerabilities = !risks ? [] : await db.Vulnerabilities.AsNoTracking().Where(v => !v.IsHidden).WithWords(q, v => v.Name, v => v.Code)
                .OrderBy(v => v.Name).ThenBy(v => v.Id).Take(OfEach).Select(v => new FoundRecord(v.Id, v.Name, null, v.Code)).ToListAsync(cancellationToken),
            Objectives = !context ? [] : await db.BusinessObjectives.AsNoTracking().Where(o => o.Status != ObjectiveStatus.Closed).WithWords(q, o => o.Title, o => o.Code)
                .OrderBy(o => o.Horizon).ThenBy(o => o.Id).Take(OfEach).Select(o => new FoundRecord(o.Id, o.Title, o.Horizon, o.Code)).ToListAsync(cancellationToken),
        };
        if (!scope.Actor.Can(Permissions.OrganisationView)) { return others; }
        var units = await db.Units.AsNoTracking().WithWords(q, u => u.Name, u => u.Code)
            .OrderBy(u => u.Name).ThenBy(u => u.Id).Take(OfEach).Select(u => new FoundRecord(u.Id, u.Name, u.Code)).ToListAsync(cancellationToken);
        var locations = await db.Locations.AsNoTracking().WithWords(q, l => l.Name, l => l.Code)
            .OrderBy(l => l.Name).ThenBy(l => l.Id).Take(OfEach).Select(l => new FoundRecord(l.Id, l.Name, l.Code)).ToListAsync(cancellationToken);
        return others with { Units = units, Locations = locations };
    }
}
