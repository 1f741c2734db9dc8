using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>What the tests of a control ask for.</summary>
public enum TestState
{
    /// <summary>It is in place, and nobody has shown yet that it works.</summary>
    NeverTested,
    Overdue,
    NotEffective,
}

/// <summary>Which controls: the list and its export share it.</summary>
public sealed record ControlFilter
{
    internal const int SearchMaxLength = 200;

    /// <summary>Words of the title, the code or the purpose; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these clauses of Annex A.</summary>
    public IReadOnlyList<ControlTheme>? Theme { get; init; }

    /// <summary>Technical, administrative or physical.</summary>
    public IReadOnlyList<ControlNature>? Nature { get; init; }

    /// <summary>Preventive, detective or corrective.</summary>
    public IReadOnlyList<ControlType>? Type { get; init; }

    /// <summary>One of these properties of information is protected.</summary>
    public IReadOnlyList<SecurityProperty>? Property { get; init; }

    public IReadOnlyList<CybersecurityConcept>? Concept { get; init; }

    public IReadOnlyList<OperationalCapability>? Capability { get; init; }

    public IReadOnlyList<SecurityDomain>? Domain { get; init; }

    /// <summary>True: only what works somewhere; false: only what works nowhere.</summary>
    public bool? Works { get; init; }

    /// <summary>What the tests of an implementation say: in place and never tested, overdue, not effective.</summary>
    public IReadOnlyList<TestState>? Test { get; init; }

    /// <summary>One of these states, as the page of the coverage tells them.</summary>
    public IReadOnlyList<ControlCoverage>? Coverage { get; init; }

    /// <summary>Owner of an implementation: an id, or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>True: the organisation's own ones; false: those of Annex A.</summary>
    public bool? Own { get; init; }

    /// <summary>True: those that are retired. Without it they are left out.</summary>
    public bool? Retired { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Theme: null or [], Nature: null or [], Type: null or [], Property: null or [], Concept: null or [], Capability: null or [], Domain: null or [], Works: null, Test: null or [], Coverage: null or [], Owner: null or "", Own: null, Retired: null or false };

    internal IQueryable<Control> Over(IQueryable<Control> controls, IsmsDbContext db, RequestScope scope, DateOnly today)
    {
        controls = controls.WithWords(Q, c => c.Title, c => c.Code, c => c.Purpose);
        if (Theme is { Count: > 0 } themes) { controls = controls.Where(c => themes.Contains(c.Theme)); }
        if (Nature is { Count: > 0 } natures) { controls = controls.Where(c => natures.Contains(c.Nature)); }
        if (NamesOf(Type) is { } types) { controls = controls.Where(c => c.Types.Any(v => types.Contains(v))); }
        if (NamesOf(Property) is { } properties) { controls = controls.Where(c => c.Properties.Any(v => properties.Contains(v))); }
        if (NamesOf(Concept) is { } concepts) { controls = controls.Where(c => c.Concepts.Any(v => concepts.Contains(v))); }
        if (NamesOf(Capability) is { } capabilities) { controls = controls.Where(c => c.Capabilities.Any(v => capabilities.Contains(v))); }
        if (NamesOf(Domain) is { } domains) { controls = controls.Where(c => c.Domains.Any(v => domains.Contains(v))); }
        if (Whom.PersonOf(Owner, scope) is { } owner) { controls = controls.Where(c => db.ControlImplementations.Any(i => i.ControlId == c.Id && i.OwnerId == owner && i.Status != ImplementationStatus.Retired)); }
        if (Works is { } works) { controls = controls.Where(c => db.ControlImplementations.Any(i => i.ControlId == c.Id && (i.Status == ImplementationStatus.Implemented || i.Status == ImplementationStatus.Operated) && i.LastVerdict != TestVerdict.NotEffective) == works); }
        if (Test is { Count: > 0 } states) { controls = Tested(controls, states, db, today); }
        if (Coverage is { Count: > 0 } coverage) { controls = ControlCoverages.Narrow(controls, coverage, db); }
        if (Own is { } own) { controls = controls.Where(c => (c.AnnexId == null) == own); }
        return Retired == true ? controls.Where(c => c.RetiredOn != null) : controls.Where(c => c.RetiredOn == null);
    }

    private static IQueryable<Control> Tested(IQueryable<Control> controls, IReadOnlyList<TestState> states, IsmsDbContext db, DateOnly today)
    {
        var (never, late, bad) = (states.Contains(TestState.NeverTested), states.Contains(TestState.Overdue), states.Contains(TestState.NotEffective));
        return controls.Where(c => db.ControlImplementations.Any(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired
            && ((never && i.LastTestedOn == null && (i.Status == ImplementationStatus.Implemented || i.Status == ImplementationStatus.Operated))
                || (late && i.NextTestOn < today)
                || (bad && i.LastVerdict == TestVerdict.NotEffective))));
    }

    private static List<string>? NamesOf<TEnum>(IReadOnlyList<TEnum>? values)
        where TEnum : struct, Enum
        => values is { Count: > 0 } ? [.. values.Select(v => v.ToString())] : null;
}

public sealed class ControlFilterRules : AbstractValidator<ControlFilter>
{
    public ControlFilterRules()
    {
        RuleFor(f => f.Q).AtMost(ControlFilter.SearchMaxLength);
        RuleFor(f => f.Owner).NamesSomebody();
    }
}

/// <summary>Controls in the order of Annex A, the organisation's own behind them, by pages.</summary>
[RequirePermission(Permissions.ControlsView)]
public sealed record ListControls(ControlFilter Filter, ListPlace Place) : IQuery<Result<Page<ControlRow>>>;

/// <param name="AnnexId">Of Annex A; null for the organisation's own ones.</param>
/// <param name="Implementations">How many there are that are not retired.</param>
/// <param name="Working">How many of them are implemented or operated, and not found ineffective.</param>
/// <param name="Ineffective">How many of them the last test found not effective.</param>
/// <param name="NextTestOn">When one of them is tested next.</param>
public sealed record ControlRow(Guid Id, string Code, string? AnnexId, int Ordinal, string Title, ControlTheme Theme, ControlNature Nature, IReadOnlyList<string> Types, int Implementations, int Working, int Ineffective, DateOnly? NextTestOn, string? Owner, DateOnly? RetiredOn, long Version);

public sealed class ListControlsValidator : AbstractValidator<ListControls>
{
    public ListControlsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new ControlFilterRules());
        RuleFor(l => l.Place.Sort).Listed(ControlRows.Sorts.IsKnown);
    }
}

public sealed class ListControlsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListControls, Result<Page<ControlRow>>>
{
    public async ValueTask<Result<Page<ControlRow>>> Handle(ListControls query, CancellationToken cancellationToken)
        => await ControlRows.Sorts.PageAsync(query.Filter.Over(db.Controls.AsNoTracking(), db, scope, scope.Today(clock)), query.Place, controls => ControlRows.Of(controls, db), cancellationToken);
}

internal static class ControlRows
{
    internal static ListSorts<Control, ControlRow> Sorts { get; } = new("annex", row => row.Id, new Dictionary<string, ListSort<Control, ControlRow>>(StringComparer.Ordinal)
    {
        ["annex"] = ListSort<Control, ControlRow>.By(nameof(Control.Ordinal), row => row.Ordinal),
        ["title"] = ListSort<Control, ControlRow>.By(nameof(Control.Title), row => row.Title),
    });

    internal static IQueryable<ControlRow> Of(IQueryable<Control> controls, IsmsDbContext db) => controls.Select(c => new ControlRow(c.Id, c.Code, c.AnnexId, c.Ordinal, c.Title, c.Theme, c.Nature, c.Types,
        db.ControlImplementations.Count(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired),
        db.ControlImplementations.Count(i => i.ControlId == c.Id && (i.Status == ImplementationStatus.Implemented || i.Status == ImplementationStatus.Operated) && i.LastVerdict != TestVerdict.NotEffective),
        db.ControlImplementations.Count(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired && i.LastVerdict == TestVerdict.NotEffective),
        db.ControlImplementations.Where(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired).Min(i => i.NextTestOn),
        db.ControlImplementations.Where(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired).OrderBy(i => i.Id).Join(db.People, i => i.OwnerId, p => p.Id, (_, p) => p.Name).FirstOrDefault(), c.RetiredOn, c.Version));
}
