using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>By when a planned test is due.</summary>
public enum TestDue
{
    Overdue,
    /// <summary>From today on, within <see cref="ControlTestFilter.SoonDays"/> days.</summary>
    Soon,
}

/// <summary>Which tests: the list and its export share it.</summary>
public sealed record ControlTestFilter
{
    internal const int SoonDays = 30;
    private const int SearchMaxLength = 200;

    /// <summary>Words of what is tested or of the code; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these kinds.</summary>
    public IReadOnlyList<TestKind>? Kind { get; init; }

    /// <summary>One of these states; without it, and without a verdict, those that wait for somebody.</summary>
    public IReadOnlyList<TestStatus>? Status { get; init; }

    /// <summary>One of these verdicts; rejected tests are left out unless their state is asked for.</summary>
    public IReadOnlyList<TestVerdict>? Verdict { get; init; }

    /// <summary>Planned tests that are overdue, or due soon.</summary>
    public IReadOnlyList<TestDue>? Due { get; init; }

    /// <summary>The tester's id, or "me" for whoever asks.</summary>
    public string? Tester { get; init; }

    /// <summary>Tests of this control.</summary>
    public Guid? Control { get; init; }

    /// <summary>Tests of this implementation.</summary>
    public Guid? Implementation { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Kind: null or [], Status: null or [], Verdict: null or [], Due: null or [], Tester: null or "", Control: null, Implementation: null };

    internal IQueryable<ControlTest> Over(IQueryable<ControlTest> tests, IsmsDbContext db, RequestScope scope, DateOnly today)
    {
        tests = tests.WithWords(Q, t => t.Title, t => t.Code);
        if (Kind is { Count: > 0 } kinds) { tests = tests.Where(t => kinds.Contains(t.Kind)); }
        if (Verdict is { Count: > 0 } verdicts) { tests = tests.Where(t => verdicts.Contains(t.Verdict!.Value)); }
        if (Status is { Count: > 0 } states) { tests = tests.Where(t => states.Contains(t.Status)); }
        else if (Verdict is { Count: > 0 }) { tests = tests.Where(t => t.Status == TestStatus.Performed || t.Status == TestStatus.Accepted); }
        else { tests = tests.Where(t => t.Status == TestStatus.Planned || t.Status == TestStatus.Performed); }
        if (Due is { Count: > 0 } due)
        {
            var (late, soon, until) = (due.Contains(TestDue.Overdue), due.Contains(TestDue.Soon), today.AddDays(SoonDays));
            tests = tests.Where(t => t.Status == TestStatus.Planned && ((late && t.DueOn < today) || (soon && t.DueOn >= today && t.DueOn <= until)));
        }
        tests = tests.With(Tester, scope, t => t.TesterId);
        if (Implementation is { } implementation) { tests = tests.Where(t => t.ImplementationId == implementation); }
        return Control is { } control ? tests.Where(t => db.ControlImplementations.Any(i => i.Id == t.ImplementationId && i.ControlId == control)) : tests;
    }

    internal sealed class Rules : AbstractValidator<ControlTestFilter>
    {
        public Rules()
        {
            RuleFor(f => f.Q).AtMost(SearchMaxLength);
            RuleFor(f => f.Tester).NamesSomebody();
        }
    }
}

/// <summary>Tests of controls, filtered, by pages; earliest due first.</summary>
[RequirePermission(Permissions.ControlsView)]
public sealed record ListControlTests(ControlTestFilter Filter, ListPlace Place) : IQuery<Result<Page<ControlTestRow>>>;

/// <param name="OccurrenceOn">The day in the plan that it stands for; null for one that no plan asked for.</param>
public sealed record ControlTestRow(Guid Id, string Code, string Title, Guid ImplementationId, string ControlCode, TestKind Kind, TestStatus Status, DateOnly DueOn, DateOnly? OccurrenceOn, Guid TesterId, string Tester, DateOnly? PerformedOn, TestVerdict? Verdict, long Version)
{
    public bool IsOverdue(DateOnly today) => Status == TestStatus.Planned && DueOn < today;
}

public sealed class ListControlTestsValidator : AbstractValidator<ListControlTests>
{
    public ListControlTestsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new ControlTestFilter.Rules());
        RuleFor(l => l.Place.Sort).Listed(ControlTestRows.Sorts.IsKnown);
    }
}

public sealed class ListControlTestsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListControlTests, Result<Page<ControlTestRow>>>
{
    public async ValueTask<Result<Page<ControlTestRow>>> Handle(ListControlTests query, CancellationToken cancellationToken)
        => await ControlTestRows.Sorts.PageAsync(query.Filter.Over(db.ControlTests.AsNoTracking(), db, scope, scope.Today(clock)), query.Place, tests => ControlTestRows.Of(tests, db), cancellationToken);
}

internal static class ControlTestRows
{
    internal static ListSorts<ControlTest, ControlTestRow> Sorts { get; } = new("due", row => row.Id, new Dictionary<string, ListSort<ControlTest, ControlTestRow>>(StringComparer.Ordinal)
    {
        ["due"] = ListSort<ControlTest, ControlTestRow>.By(nameof(ControlTest.DueOn), row => row.DueOn),
        ["title"] = ListSort<ControlTest, ControlTestRow>.By(nameof(ControlTest.Title), row => row.Title),
        ["code"] = ListSort<ControlTest, ControlTestRow>.By(nameof(ControlTest.Code), row => row.Code),
    });

    internal static IQueryable<ControlTestRow> Of(IQueryable<ControlTest> tests, IsmsDbContext db) => tests.Select(t => new ControlTestRow(t.Id, t.Code, t.Title, t.ImplementationId,
        db.ControlImplementations.Where(i => i.Id == t.ImplementationId).Join(db.Controls, i => i.ControlId, c => c.Id, (_, c) => c.Code).First(),
        t.Kind, t.Status, t.DueOn, t.OccurrenceOn, t.TesterId, db.People.Where(p => p.Id == t.TesterId).Select(p => p.Name).First(), t.PerformedOn, t.Verdict, t.Version));
}
