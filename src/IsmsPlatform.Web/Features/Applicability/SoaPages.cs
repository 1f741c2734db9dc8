using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Applicability;

/// <summary>What is shown of the rows.</summary>
public enum SoaShow
{
    Undecided,
    Applicable,
    Excluded,
    /// <summary>Proposed by the program; nobody has looked at it.</summary>
    Proposed,
}

/// <summary>Which rows of a version. All of them are read, because their counts are shown in any case.</summary>
public sealed record SoaFilter
{
    /// <summary>Words of the title, the code or the justification.</summary>
    public string? Q { get; init; }

    public ControlTheme? Theme { get; init; }

    /// <summary>The organisation's own controls.</summary>
    public bool? Own { get; init; }

    public IReadOnlyList<SoaShow>? Show { get; init; }

    public IReadOnlyList<InclusionReason>? Reason { get; init; }

    public IReadOnlyList<ControlCoverage>? Status { get; init; }

    public bool IsEmpty() => this is { Q: null or "", Theme: null, Own: null, Show: null or [], Reason: null or [], Status: null or [] };

    public IReadOnlyList<SoaEntryView> Over(IEnumerable<SoaEntryView> entries) => [.. entries.Where(e =>
        IsIn(e, Theme, Own)
        && (string.IsNullOrWhiteSpace(Q) || Q.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => e.Code.Contains(w, StringComparison.OrdinalIgnoreCase) || e.Title.Contains(w, StringComparison.OrdinalIgnoreCase) || e.Justification?.Contains(w, StringComparison.OrdinalIgnoreCase) == true))
        && (Show is null or [] || Show.Any(s => Is(e, s)))
        && (Reason is null or [] || e.Reasons.Any(Reason.Contains))
        && (Status is null or [] || Status.Contains(e.Coverage)))];

    internal static bool IsIn(SoaEntryView e, ControlTheme? theme, bool? own) => (own is null || e.IsOwn == own) && (theme is null || (!e.IsOwn && e.Theme == theme));

    private static bool Is(SoaEntryView e, SoaShow show) => show switch
    {
        SoaShow.Undecided => e.Applicable is null,
        SoaShow.Applicable => e.Applicable == true,
        SoaShow.Excluded => e.Applicable == false,
        _ => e.IsProposed,
    };
}

/// <param name="Versions">Newest first.</param>
/// <param name="Standing">The version in force, with what is newer than it.</param>
/// <param name="Faults">What changed since that version was approved.</param>
public sealed record SoaIndexPage(Page<SoaRow> Versions, SoaView? Standing = null, IReadOnlyList<FieldError>? Faults = null)
{
    public SoaRow? InForce => Versions.Items.FirstOrDefault(v => v.State == SoaState.InForce);

    public SoaRow? Open => Versions.Items.FirstOrDefault(v => v.State is SoaState.Draft or SoaState.InReview);
}

/// <param name="Faults">What keeps the draft from being submitted, or what changed since the version in force was approved; null of other versions.</param>
/// <param name="Activity">Null in the part of the page that a filter replaces.</param>
public sealed record SoaVersionPage(SoaView View, SoaFilter Filter, IReadOnlyList<FieldError>? Faults = null, IReadOnlyList<ActivityEntry>? Activity = null, string? Refused = null)
{
    public IReadOnlyList<SoaEntryView> Shown { get; } = Filter.Over(View.Entries);

    // A row with a fault is not complete: lists, themes and the refusal of the submission count alike.
    private readonly HashSet<Guid> _incomplete = View.State == SoaState.InForce ? [] : [.. (Faults ?? []).Select(SoaLook.RowOf).OfType<Guid>()];

    public int Decided => View.Entries.Count(IsDecided);

    /// <summary>Rows in all, with those that it does not have yet.</summary>
    public int All => View.Entries.Count + (Faults ?? []).Count(f => f.Code == "soa.row-missing");

    public int Proposed => View.Entries.Count(e => e.IsProposed);

    private bool IsDecided(SoaEntryView e) => e.Applicable is not null && !_incomplete.Contains(e.Id);

    /// <summary>The themes at the left, with what is decided in each.</summary>
    public IEnumerable<SoaPart> Parts(Shell shell, Texts t, Words words)
    {
        var url = shell.Url($"soa/versions/{View.Id}");
        yield return Part(t["All controls"], url, null, null);
        foreach (var theme in Enum.GetValues<ControlTheme>()) { yield return Part($"{SoaLook.Clause(theme)} {words.Of(theme)}", $"{url}?theme={theme}", theme, null); }
        if (View.Entries.Any(e => e.IsOwn)) { yield return Part(t["Own controls"], url + "?own=true", null, true); }
    }

    private SoaPart Part(string text, string url, ControlTheme? theme, bool? own)
    {
        var entries = View.Entries.Where(e => SoaFilter.IsIn(e, theme, own)).ToList();
        return new SoaPart(text, url, entries.Count(IsDecided), entries.Count, Filter.Theme == theme && Filter.Own == own);
    }
}

/// <param name="Changed">What does not hold any more since it was approved.</param>
public sealed record SoaPrintPage(SoaView View, IReadOnlyList<FieldError> Changed);

public sealed record SoaPart(string Text, string Url, int Decided, int All, bool Current);

/// <param name="Version">What whoever decides saw.</param>
/// <param name="Conflict">Both decisions, when someone else saved meanwhile.</param>
public sealed record SoaEntryPage(SoaEntryDetails Details, DecideSoaEntry Form, long Version, IReadOnlyList<Choice> Risks, IReadOnlyList<Choice> Laws, IReadOnlyList<Choice> Requirements, Conflict? Conflict = null)
{
    public static DecideSoaEntry FormOf(SoaEntryDetails d) => new()
    {
        SoaId = d.SoaId,
        Id = d.Entry.Id,
        Version = d.Entry.Version,
        Applicable = d.Entry.Applicable,
        Reasons = d.Entry.Reasons,
        Justification = d.Entry.Justification,
        RiskIds = d.Entry.IdsOf(SoaLinkKind.Risk),
        LegalRequirementIds = d.Entry.IdsOf(SoaLinkKind.LegalRequirement),
        RequirementIds = d.Entry.IdsOf(SoaLinkKind.Requirement),
    };
}

/// <summary>How versions and rows look.</summary>
public static class SoaLook
{
    public static StatusKind Kind(SoaState state) => state switch
    {
        SoaState.InForce => StatusKind.Good,
        SoaState.InReview => StatusKind.Progress,
        SoaState.Draft => StatusKind.Draft,
        _ => StatusKind.Neutral,
    };

    public static StatusKind Kind(bool? applicable) => applicable switch
    {
        true => StatusKind.Good,
        false => StatusKind.Neutral,
        null => StatusKind.Draft,
    };

    public static StatusKind Kind(ControlCoverage coverage) => coverage switch
    {
        ControlCoverage.NotImplemented => StatusKind.Neutral,
        ControlCoverage.Planned => StatusKind.Draft,
        ControlCoverage.Implemented => StatusKind.Progress,
        ControlCoverage.Effective => StatusKind.Good,
        _ => StatusKind.Bad,
    };

    public static string Clause(ControlTheme theme) => theme switch
    {
        ControlTheme.Organizational => "A.5",
        ControlTheme.People => "A.6",
        ControlTheme.Physical => "A.7",
        _ => "A.8",
    };

    public static string Word(SoaShow show, Texts t) => show switch
    {
        SoaShow.Undecided => t["Undecided"],
        SoaShow.Applicable => t["Applicable"],
        SoaShow.Excluded => t["Excluded"],
        _ => t["Proposed, not yet looked at"],
    };

    /// <summary>The row that a fault is about; null where it is about the whole version.</summary>
    public static Guid? RowOf(FieldError fault) => fault.Field.Split('[', ']') is ["Entries", var id, ..] && Guid.TryParse(id, out var row) ? row : null;

    /// <summary>What changed since a version was approved, so that a row of it does not hold any more; what is newer than the whole version is said by itself.</summary>
    public static IReadOnlyList<FieldError> Changed(IReadOnlyList<FieldError> faults) => [.. faults.Where(f => f.Code is not ("soa.scope-newer" or "soa.plan-newer" or "soa.incomplete"))];

    public static string Said(SoaChanges changes, Texts t)
    {
        string[] said = [.. new (int Count, string One, string Many)[]
        {
            (changes.Included, "{0} control included", "{0} controls included"), (changes.Excluded, "{0} control excluded", "{0} controls excluded"), (changes.Reasons, "{0} with other reasons", "{0} with other reasons"),
            (changes.Status, "{0} with another status", "{0} with another status"), (changes.Added, "{0} row added", "{0} rows added"), (changes.Removed, "{0} row removed", "{0} rows removed"),
        }.Where(c => c.Count > 0).Select(c => t.Counted(c.Count, c.One, c.Many))];
        return said.Length == 0 ? t["Nothing differs."] : string.Join(", ", said);
    }

    /// <summary>This decision beside what is stored now.</summary>
    internal static Conflict Compare(DecideSoaEntry form, SoaEntryView stored, IReadOnlyList<Choice> choices, IReadOnlyList<ActivityEntry> latest, Texts t)
    {
        string? Reasons(IEnumerable<InclusionReason>? reasons) => Text.OrNull(string.Join(", ", (reasons ?? []).Select(r => SoaWords.Of(r, t))));
        string? Named(IReadOnlyList<Guid>? ids) => Text.OrNull(string.Join("; ", choices.Where(c => ids?.Contains(c.Id) == true).Select(c => c.Name).Order(StringComparer.Ordinal)));
        string? Linked(SoaLinkKind kind) => Text.OrNull(string.Join("; ", stored.Of(kind).Select(l => l.Name).Order(StringComparer.Ordinal)));
        return Both.Versions(latest,
            new(t["Applicable"], SoaWords.Of(form.Applicable, t), SoaWords.Of(stored.Applicable, t)),
            new(t["Reasons"], Reasons(form.Reasons), Reasons(stored.Reasons)),
            new(t["Justification"], form.Justification, stored.Justification),
            new(t["Risks"], Named(form.RiskIds), Linked(SoaLinkKind.Risk)),
            new(t["Legal requirements and contracts"], Named(form.LegalRequirementIds), Linked(SoaLinkKind.LegalRequirement)),
            new(t["Requirements of interested parties"], Named(form.RequirementIds), Linked(SoaLinkKind.Requirement)));
    }
}
