using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Scope;

/// <param name="Current">The version in force; null where there is none.</param>
/// <param name="Drift">Where the organisation differs from what was approved.</param>
public sealed record ScopePage(ScopeVersionView? Current, Page<ScopeVersionRow> Versions, ScopeDrift Drift)
{
    /// <summary>The draft, or what waits for top management.</summary>
    public ScopeVersionRow? Open => Versions.Items.FirstOrDefault(v => v.State is ScopeState.Draft or ScopeState.InReview);

    /// <summary>What is approved for a day to come, the next one first.</summary>
    public IEnumerable<ScopeVersionRow> Coming => Versions.Items.Where(v => v.State == ScopeState.Planned).OrderBy(v => v.InForceFrom);
}

/// <param name="Standing">What keeps the draft from being submitted; null for whoever does not draft it.</param>
public sealed record ScopeVersionPage(ScopeVersionView Version, IReadOnlyList<ActivityEntry> Activity, ScopeStanding? Standing)
{
    /// <summary>Why it was called off; what happens to a version after that is rarely more than a page of comments.</summary>
    public string? CallOffReason => Activity.FirstOrDefault(e => e.UseCase == nameof(CallOffScope))?.Reason;
}

/// <summary>What still stands in the way of submission, each fault with the way to its place.</summary>
/// <param name="Editor">The address of the editor; empty on its own page.</param>
public sealed record ScopeStanding(IReadOnlyList<FieldError> Faults, string Editor);

public sealed record ScopeAssetsPage(ScopeVersionView Draft, string? Q, IReadOnlyList<FoundScopeAsset> Found);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
/// <param name="SavedOnly">It was saved just now, and submitting it was refused.</param>
/// <param name="Standing">What keeps it from being submitted, as it is saved; null where the page says already what is wrong.</param>
public sealed record ScopeEditPage(ScopeDraft Draft, ScopeDraftForm Form, Conflict? Conflict = null, bool SavedOnly = false, ScopeStanding? Standing = null)
{
    /// <summary>Empty lines for interfaces that come.</summary>
    private const int Spare = 3;

    public IEnumerable<ScopeChoice> Records(params IReadOnlyList<ScopeItemKind> kinds) => Draft.Records.Where(r => kinds.Contains(r.Target.Kind));

    /// <summary>The line of a record; a unit that is not decided says which one it follows.</summary>
    public ScopeLine LineOf(ScopeChoice record)
    {
        var line = ScopeLine.Of(record, Form);
        var above = record.ParentId;
        for (var steps = 0; line.Decision.Length == 0 && above is { } id && steps < Draft.Records.Count; steps++)
        {
            if (Draft.Records.FirstOrDefault(r => r.Target.Kind == ScopeItemKind.Unit && r.Target.Id == id) is not { } parent) { break; }
            if (ScopeLine.Of(parent, Form) is { Decision.Length: > 0 } decided) { return line with { Follows = decided }; }
            above = parent.ParentId;
        }
        return line;
    }

    public IReadOnlyList<ScopeInterfaceInput> Interfaces { get; } =
        [.. Form.Interfaces ?? [], .. Enumerable.Repeat(new ScopeInterfaceInput(null, null), Math.Max(0, Spare - (Form.Interfaces ?? []).Count(i => string.IsNullOrWhiteSpace(i.Counterpart))))];
}

/// <summary>One line of the editor: what is decided about a record, and why.</summary>
/// <param name="Key">Under which name the form asks.</param>
/// <param name="Follows">The unit above that decides for it.</param>
public sealed record ScopeLine(ScopeChoice Record, string Key, string Decision, string? Reason, bool Critical, ScopeLine? Follows = null)
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

    /// <summary>Assets and bases that the form names.</summary>
    public IReadOnlyList<Guid> Named => [.. Assets, .. Objectives ?? [], .. LegalRequirements ?? [], .. Issues ?? [], .. Requirements ?? []];

    /// <summary>Assets that the form names.</summary>
    public IReadOnlyList<Guid> Assets => [.. (Decisions ?? []).Keys.Select(k => Read(k, included: true)).OfType<ScopeItemInput>().Where(i => new ScopeTarget(i.Kind, i.RecordId).IsAsset).Select(i => i.RecordId)];

    /// <summary>Records that have a reason to be left out, though nothing is decided about them.</summary>
    public IEnumerable<string> ReasonsInVain => (Reasons ?? []).Where(r => !string.IsNullOrWhiteSpace(r.Value) && (Decisions?.GetValueOrDefault(r.Key) is not (In or Out))).Select(r => r.Key);

    /// <summary>This form beside what is stored now: every field, and of what the draft decides and cites everything that differs.</summary>
    public Conflict Compare(ScopeDraft draft, IReadOnlyList<ActivityEntry> latest, Texts t, Words words)
    {
        var (stored, theirs) = (draft.Stored, Of(draft.Stored));
        string? Decided(ScopeDraftForm form, string key) => form.Decisions?.GetValueOrDefault(key) switch
        {
            In => form.Critical?.Contains(key, StringComparer.Ordinal) == true ? t["Inside, critical"] : t["Inside"],
            Out => form.Reasons?.GetValueOrDefault(key) is { Length: > 0 } why ? t["Outside: {0}", why] : t["Outside"],
            _ => null,
        };
        string? Named(ScopeBasis basis, Guid[]? ids) => ids is { Length: > 0 } ? string.Join("; ", draft.Bases[basis].Where(b => ids.Contains(b.Id)).Select(b => b.Name)) : null;
        static string? Crossings(ScopeDraftForm form, string with, Words words) => string.Join("; ", (form.Interfaces ?? []).Where(i => i.Counterpart?.Trim() == with)
            .Select(i => string.Join(", ", new[] { i.Exchanged, words.Of(i.Direction), i.Agreement }.Where(p => !string.IsNullOrWhiteSpace(p))))) is { Length: > 0 } said ? said : null;
        var counterparts = (Interfaces ?? []).Concat(theirs.Interfaces!).Select(i => i.Counterpart?.Trim() ?? "").Where(c => c.Length > 0).Distinct(StringComparer.Ordinal);
        return Both.Versions(latest,
        [
            new(t["Statement"], Statement, stored.Statement),
            new(t["Takes effect on"], Both.Day(EffectiveFrom), Both.Day(stored.EffectiveFrom)),
            new(t["Next review"], Both.Day(NextReviewOn), Both.Day(stored.NextReviewOn)),
            .. new ConflictRow[]
            {
                new(t["Business objectives that it serves"], Named(ScopeBasis.Objective, Objectives), Named(ScopeBasis.Objective, theirs.Objectives)),
                new(t["Legal requirements considered"], Named(ScopeBasis.LegalRequirement, LegalRequirements), Named(ScopeBasis.LegalRequirement, theirs.LegalRequirements)),
                new(t["Issues considered"], Named(ScopeBasis.Issue, Issues), Named(ScopeBasis.Issue, theirs.Issues)),
                new(t["Requirements of interested parties considered"], Named(ScopeBasis.Requirement, Requirements), Named(ScopeBasis.Requirement, theirs.Requirements)),
            }.Where(r => r.Differs),
            .. draft.Records.Select(r => (r.Name, Key: ScopeCheck.KeyOf(r.Target.Kind, r.Target.Id))).Select(r => new ConflictRow(r.Name, Decided(this, r.Key) ?? t["not decided"], Decided(theirs, r.Key) ?? t["not decided"])).Where(r => r.Differs),
            .. counterparts.Select(with => new ConflictRow(t["Interface: {0}", with], Crossings(this, with, words), Crossings(theirs, with, words))).Where(r => r.Differs),
        ]);
    }

    private ScopeItemInput? Read(string key, bool included)
        => key.Split(':') is [var kind, var id] && Enum.TryParse<ScopeItemKind>(kind, out var k) && Guid.TryParse(id, out var record) ? new ScopeItemInput(k, record, included, Reasons?.GetValueOrDefault(key), Critical?.Contains(key, StringComparer.Ordinal) == true) : null;
}

/// <summary>How versions look.</summary>
public static class ScopeLook
{
    /// <summary>A fault in words, with days as pages write them.</summary>
    public static string Sentence(FieldError fault, Texts t) => t[fault.Sentence, [.. fault.Arguments.Select(a => a is DateOnly day ? Both.Day(day)! : a)]];

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
