using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using IsmsPlatform.Web.Ui.TagHelpers;

namespace IsmsPlatform.Web.Features.Scope;

/// <param name="Current">The version in force; null where there is none.</param>
public sealed record ScopePage(ScopeVersionView? Current, Page<ScopeVersionRow> Versions)
{
    /// <summary>The draft, or what waits for top management.</summary>
    public ScopeVersionRow? Open => Versions.Items.FirstOrDefault(v => v.State is ScopeState.Draft or ScopeState.InReview);
}

public sealed record ScopeVersionPage(ScopeVersionView Version, IReadOnlyList<ActivityEntry> Activity)
{
    /// <summary>Why it was called off; what happens to a version after that is rarely more than a page of comments.</summary>
    public string? CallOffReason => Activity.FirstOrDefault(e => e.UseCase == nameof(CallOffScope))?.Reason;
}

public sealed record ScopeAssetsPage(ScopeVersionView Draft, string? Q, IReadOnlyList<FoundScopeAsset> Found);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
/// <param name="SavedOnly">It was saved just now, and submitting it was refused.</param>
public sealed record ScopeEditPage(ScopeDraft Draft, ScopeDraftForm Form, Conflict? Conflict = null, bool SavedOnly = false)
{
    /// <summary>Empty lines for interfaces that come.</summary>
    private const int Spare = 3;

    public IEnumerable<ScopeChoice> Records(params IReadOnlyList<ScopeItemKind> kinds) => Draft.Records.Where(r => kinds.Contains(r.Target.Kind));

    public IReadOnlyList<ScopeInterfaceInput> Interfaces { get; } =
        [.. Form.Interfaces ?? [], .. Enumerable.Repeat(new ScopeInterfaceInput(null, null), Math.Max(0, Spare - (Form.Interfaces ?? []).Count(i => string.IsNullOrWhiteSpace(i.Counterpart))))];
}

/// <summary>One line of the editor: what is decided about a record, and why.</summary>
/// <param name="Key">Under which name the form asks.</param>
public sealed record ScopeLine(ScopeChoice Record, string Key, string Decision, string? Reason, bool Critical)
{
    public static ScopeLine Of(ScopeChoice record, ScopeDraftForm form)
    {
        var key = ScopeCheck.KeyOf(record.Target.Kind, record.Target.Id);
        return new ScopeLine(record, key, form.Decisions?.GetValueOrDefault(key) ?? "", form.Reasons?.GetValueOrDefault(key), form.Critical?.Contains(key, StringComparer.Ordinal) == true);
    }
}

/// <summary>The editor as it is sent.</summary>
public sealed record ScopeDraftForm
{
    public const string In = "in";
    public const string Out = "out";

    public long Version { get; init; }

    public string? Statement { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public DateOnly? NextReviewOn { get; init; }

    public Guid[]? Objectives { get; init; }

    public Guid[]? LegalRequirements { get; init; }

    public Guid[]? Issues { get; init; }

    public Guid[]? Requirements { get; init; }

    /// <summary>Kind and id → in, out or nothing.</summary>
    public Dictionary<string, string?>? Decisions { get; init; }

    public Dictionary<string, string?>? Reasons { get; init; }

    public string[]? Critical { get; init; }

    public ScopeInterfaceInput[]? Interfaces { get; init; }

    public static ScopeDraftForm Of(ScopeVersionView v)
    {
        Guid[] Cited(ScopeBasis basis) => [.. v.Of(basis).Select(c => c.RecordId)];
        static string Key(ScopeItemView i) => ScopeCheck.KeyOf(i.Kind, i.RecordId);
        return new ScopeDraftForm
        {
            Version = v.Version,
            Statement = v.Statement,
            EffectiveFrom = v.EffectiveFrom,
            NextReviewOn = v.NextReviewOn,
            Objectives = Cited(ScopeBasis.Objective),
            LegalRequirements = Cited(ScopeBasis.LegalRequirement),
            Issues = Cited(ScopeBasis.Issue),
            Requirements = Cited(ScopeBasis.Requirement),
            Decisions = v.Items.ToDictionary(Key, i => (string?)(i.Included ? In : Out), StringComparer.Ordinal),
            Reasons = v.Items.ToDictionary(Key, i => i.Justification, StringComparer.Ordinal),
            Critical = [.. v.Items.Where(i => i.Critical).Select(Key)],
            Interfaces = [.. v.Interfaces.Select(i => new ScopeInterfaceInput(i.Counterpart, i.Exchanged, i.Direction, i.Agreement))],
        };
    }

    public ChangeScopeDraft Command(Guid id) => new()
    {
        Id = id,
        Version = Version,
        Statement = Statement,
        EffectiveFrom = EffectiveFrom,
        NextReviewOn = NextReviewOn,
        Objectives = Objectives,
        LegalRequirements = LegalRequirements,
        Issues = Issues,
        Requirements = Requirements,
        Items = [.. (Decisions ?? []).Where(d => d.Value is In or Out).Select(d => Read(d.Key, d.Value == In)).OfType<ScopeItemInput>()],
        Interfaces = Interfaces,
    };

    public Conflict Compare(ScopeVersionView stored, IReadOnlyList<ActivityEntry> latest, Texts t)
    {
        var theirs = Of(stored);
        string Decided(ScopeDraftForm form, string what) => t["{0} stated", (form.Decisions ?? []).Count(d => d.Value == what)];
        return Both.Versions(latest,
            new(t["Statement"], Statement, stored.Statement),
            new(t["Takes effect on"], Both.Day(EffectiveFrom), Both.Day(stored.EffectiveFrom)),
            new(t["Next review"], Both.Day(NextReviewOn), Both.Day(stored.NextReviewOn)),
            new(t["Inside"], Decided(this, In), Decided(theirs, In)),
            new(t["Outside"], Decided(this, Out), Decided(theirs, Out)));
    }

    private ScopeItemInput? Read(string key, bool included)
        => key.Split(':') is [var kind, var id] && Enum.TryParse<ScopeItemKind>(kind, out var k) && Guid.TryParse(id, out var record) ? new ScopeItemInput(k, record, included, Reasons?.GetValueOrDefault(key), Critical?.Contains(key, StringComparer.Ordinal) == true) : null;
}

/// <summary>How versions look.</summary>
public static class ScopeLook
{
    public static StatusKind Kind(ScopeState state) => state switch
    {
        ScopeState.Effective => StatusKind.Good,
        ScopeState.InReview or ScopeState.Planned => StatusKind.Progress,
        ScopeState.Draft => StatusKind.Draft,
        _ => StatusKind.Neutral,
    };

    /// <summary>The boundary as it is drawn; the lists of the page say the same.</summary>
    public static BoundaryPicture Drawing(ScopeVersionView v, Texts t, Words words) => new(t["Boundary of the ISMS: what is inside, what is outside, and what crosses it; the lists below say the same"], t["Inside the ISMS"], t["Outside"],
        [.. new[]
        {
            new BoundaryGroup(t["Units"], [.. v.Inside(ScopeItemKind.Unit).Select(i => i.Name)]),
            new BoundaryGroup(t["Locations"], [.. v.Inside(ScopeItemKind.Location).Select(i => i.Name)]),
            new BoundaryGroup(t["Processes"], [.. v.Inside(ScopeItemKind.Process).Select(i => i.Name)]),
            new BoundaryGroup(t["Systems and services"], [.. v.Inside(ScopeItemKind.System, ScopeItemKind.Service).Where(i => !i.Critical).Select(i => i.Name)]),
            new BoundaryGroup(t["Critical information assets"], [.. v.Items.Where(i => i.Critical).Select(i => i.Name)], Strong: true),
            new BoundaryGroup(t["Other assets"], [.. v.Inside(ScopeItemKind.Asset).Where(i => !i.Critical).Select(i => i.Name)]),
        }.Where(g => g.Names.Count > 0)],
        [.. v.Outside.Select(i => i.Name)],
        [.. v.Interfaces.Select(i => new BoundaryCrossing(i.Counterpart, i.Exchanged, i.Direction != InterfaceDirection.Out, i.Direction != InterfaceDirection.In, words.Of(i.Direction)))]);
}
