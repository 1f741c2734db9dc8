using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Microsoft.AspNetCore.WebUtilities;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>The register as a page.</summary>
/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record AssetList(AssetFilter Filter, Page<AssetRow> Page, string Query)
{
    public IReadOnlyList<AssetColumn> Columns { get; init; } = AssetColumns.Default;

    /// <summary>How many assets each pinned view finds.</summary>
    public IReadOnlyDictionary<Guid, int> Counts { get; init; } = new Dictionary<Guid, int>();

    /// <summary>The filter that a bulk act was sent with, read back from the query of its list.</summary>
    public static AssetFilter FilterOf(string? query)
    {
        var q = QueryHelpers.ParseQuery(query);
        IReadOnlyList<T>? Many<T>(string name) where T : struct, Enum => q.TryGetValue(name, out var v) ? [.. v.Select(x => Enum.TryParse<T>(x, out var e) ? e : (T?)null).OfType<T>()] : null;
        return new AssetFilter
        {
            Q = q.GetValueOrDefault("q"),
            Owner = q.GetValueOrDefault("owner"),
            Type = Many<AssetType>("type"),
            Status = Many<AssetStatus>("status"),
            Classification = Many<Classification>("classification"),
            Criticality = q.TryGetValue("criticality", out var levels) ? [.. levels.OfType<string>()] : null,
            Unit = Guid.TryParse(q.GetValueOrDefault("unit"), out var unit) ? unit : null,
            Location = Guid.TryParse(q.GetValueOrDefault("location"), out var location) ? location : null,
            Critical = q.GetValueOrDefault("critical") == "true" ? true : null,
            Missing = Enum.TryParse<MissingOfAsset>(q.GetValueOrDefault("missing"), out var missing) ? missing : null,
            PersonalData = bool.TryParse(q.GetValueOrDefault("personalData"), out var personal) ? personal : null,
            InScope = bool.TryParse(q.GetValueOrDefault("inScope"), out var inScope) ? inScope : null,
        };
    }
}

/// <summary>Which columns the register shows.</summary>
public static class AssetColumns
{
    public static IReadOnlyList<AssetColumn> Default { get; } = [AssetColumn.Code, AssetColumn.Name, AssetColumn.Need, AssetColumn.Criticality, AssetColumn.Status, AssetColumn.Owner, AssetColumn.Review];
}

/// <param name="Graph">Null where there is nothing to draw: nothing needs it, and it needs nothing.</param>
public sealed record AssetPage(AssetView Asset, AssetGraph? Graph, IReadOnlyList<ActivityEntry> Activity);

public sealed record RetirePage(AssetView Asset, RetireAsset Form);

/// <param name="Stored">What someone else saved meanwhile; null usually.</param>
public sealed record AssetFormPage(AssetForm Form, AssetChoices Choices, AssetView? Stored)
{
    public static ChangeAsset FormOf(AssetView a) => new()
    {
        Id = a.Id,
        Version = a.Version,
        Name = a.Name,
        Type = a.Type,
        Description = a.Description,
        OwnerId = a.OwnerId,
        CustodianId = a.CustodianId,
        UnitId = a.UnitId,
        LocationId = a.LocationId,
        Classification = a.Classification,
        ContainsPersonalData = a.ContainsPersonalData,
        Confidentiality = a.Confidentiality,
        Integrity = a.Integrity,
        Availability = a.Availability,
        RtoHours = a.RtoHours,
        RpoHours = a.RpoHours,
        AcquiredOn = a.AcquiredOn,
        EndOfSupportOn = a.EndOfSupportOn,
        NextReviewOn = a.NextReviewOn,
        NoRiskReason = a.NoRiskReason,
    };

    /// <summary>Both versions, field by field, as people read them.</summary>
    public Conflict Conflict(Texts t, Words words)
    {
        var stored = Stored!;
        string? Person(Guid? id) => Choices.People.FirstOrDefault(c => c.Id == id)?.Name;
        string? Unit(Guid? id) => Choices.Units.FirstOrDefault(c => c.Id == id)?.Name;
        string? Location(Guid? id) => Choices.Locations.FirstOrDefault(c => c.Id == id)?.Name;
        return new Conflict(
        [
            new(t["Name"], Form.Name, stored.Name),
            new(t["Type"], Form.Type is { } type ? words.Of(type) : null, words.Of(stored.Type!.Value)),
            new(t["Description"], Form.Description, stored.Description),
            new(t["Classification"], Form.Classification is { } c ? words.Of(c) : null, words.Of(stored.Classification!.Value)),
            new(t["Personal data"], Form.ContainsPersonalData ? t["yes"] : t["no"], stored.ContainsPersonalData ? t["yes"] : t["no"]),
            new(t["Owner"], Person(Form.OwnerId), stored.Owner),
            new(t["Custodian"], Person(Form.CustodianId), stored.Custodian),
            new(t["Unit"], Unit(Form.UnitId), stored.Unit),
            new(t["Location"], Location(Form.LocationId), stored.Location),
            new(t["Confidentiality"], words.Level(Form.Confidentiality), words.Level(stored.Confidentiality)),
            new(t["Integrity"], words.Level(Form.Integrity), words.Level(stored.Integrity)),
            new(t["Availability"], words.Level(Form.Availability), words.Level(stored.Availability)),
            new(t["Recovery time (hours)"], Form.RtoHours?.ToString(), stored.RtoHours?.ToString()),
            new(t["Recovery point (hours)"], Form.RpoHours?.ToString(), stored.RpoHours?.ToString()),
            new(t["Acquired on"], Form.AcquiredOn?.ToString("O"), stored.AcquiredOn?.ToString("O")),
            new(t["End of support"], Form.EndOfSupportOn?.ToString("O"), stored.EndOfSupportOn?.ToString("O")),
            new(t["Next review"], Form.NextReviewOn?.ToString("O"), stored.NextReviewOn?.ToString("O")),
            new(t["Why no risk names it"], Form.NoRiskReason, stored.NoRiskReason),
        ]);
    }
}

/// <summary>How a register's values look.</summary>
public static class AssetLook
{
    public static Ui.StatusKind Kind(AssetStatus status) => status switch
    {
        AssetStatus.Active => Ui.StatusKind.Good,
        AssetStatus.UnderReview => Ui.StatusKind.Progress,
        AssetStatus.Retired => Ui.StatusKind.Neutral,
        _ => Ui.StatusKind.Draft,
    };

    /// <summary>The graph as it is drawn: a box says type and criticality, a dashed line passes less than all.</summary>
    public static Ui.DependencyGraph Drawing(AssetGraph graph, string label, Words words, Http.Shell shell, Guid? current = null) => new(label,
        [.. graph.Assets.Select(a => new GraphNode(a.Id.ToString(), a.Column, a.Row, a.Name, words.Of(a.Type), Math.Max(a.Criticality, 0), shell.Url($"assets/{a.Id}"),
            $"{a.Name} · {words.Of(a.Type)} · C {a.Confidentiality?.ToString() ?? "–"} I {a.Integrity?.ToString() ?? "–"} A {a.Availability?.ToString() ?? "–"}", a.Id == current))],
        [.. graph.Dependencies.Select(d => new GraphEdge(d.UpperId.ToString(), d.LowerId.ToString(), d is not { ModeC: InheritanceMode.Max, ModeI: InheritanceMode.Max, ModeA: InheritanceMode.Max }) { Way = [.. d.Points.Select(p => (p.Column, (double)p.Row))] })]);
}
