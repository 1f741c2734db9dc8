using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Controls;

namespace IsmsPlatform.Application.Applicability;

/// <summary>The words of the Statement of Applicability that pages and documents share.</summary>
public static class SoaWords
{
    public static string Of(SoaState state, Texts t) => state switch
    {
        SoaState.Draft => t["Draft"],
        SoaState.InReview => t["In review"],
        SoaState.InForce => t["In force"],
        SoaState.Superseded => t["Superseded"],
        _ => t["Withdrawn"],
    };

    public static string Of(InclusionReason reason, Texts t) => reason switch
    {
        InclusionReason.Risk => t["Risk"],
        InclusionReason.Legal => t["Law"],
        InclusionReason.Contract => t["Contract"],
        InclusionReason.Business => t["Business"],
        _ => t["Baseline"],
    };

    public static string RestsOn(SoaView v, Texts t)
        => v.Plan is { } plan ? t["Scope, version {0}; treatment plan {1}", v.ScopeVersionNo, plan.Label] : t["Scope, version {0}", v.ScopeVersionNo];

    /// <summary>Null while nothing is decided.</summary>
    public static string Of(bool? applicable, Texts t) => applicable switch
    {
        true => t["Applicable"],
        false => t["Excluded"],
        null => t["Undecided"],
    };

    public static string Of(ControlCoverage coverage, Texts t) => coverage switch
    {
        ControlCoverage.NotImplemented => t["Not implemented"],
        ControlCoverage.Planned => t["Planned"],
        ControlCoverage.Implemented => t["Implemented"],
        ControlCoverage.Effective => t["Operated and effective"],
        _ => t["Not effective"],
    };

    /// <summary>Rows by the clauses of Annex A, the organisation's own controls behind them; groups without rows are left out.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<SoaEntryView> Entries)> Groups(IReadOnlyList<SoaEntryView> entries, Texts t)
        => [.. new (string Title, IReadOnlyList<SoaEntryView> Entries)[]
        {
            (t["A.5 Organisational controls"], [.. entries.Where(e => !e.IsOwn && e.Theme == ControlTheme.Organizational)]),
            (t["A.6 People controls"], [.. entries.Where(e => !e.IsOwn && e.Theme == ControlTheme.People)]),
            (t["A.7 Physical controls"], [.. entries.Where(e => !e.IsOwn && e.Theme == ControlTheme.Physical)]),
            (t["A.8 Technological controls"], [.. entries.Where(e => !e.IsOwn && e.Theme == ControlTheme.Technological)]),
            (t["Own controls"], [.. entries.Where(e => e.IsOwn)]),
        }.Where(g => g.Entries.Count > 0)];

    /// <summary>Why a row is decided as it is: reasons, what they rest on, and what there is to say.</summary>
    public static string Because(SoaEntryView e, Texts t) => string.Join("\n", ((string?[])
    [
        e.Reasons.Count > 0 ? string.Join(", ", e.Reasons.Select(r => Of(r, t))) : null,
        .. e.Links.Select(l => l.Name),
        e.Justification,
    ]).OfType<string>());
}
