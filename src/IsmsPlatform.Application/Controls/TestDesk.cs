using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>What the acts on tests share: opening one with what it tests, planning the next one, and telling the implementation what its tests say.</summary>
public sealed class TestDesk(IsmsDbContext db, CodeSequence codes, ControlTestTasks tasks, RequestScope scope, TimeProvider clock)
{
    public DateOnly Today => scope.Today(clock);

    /// <summary>The test and what it tests, at the version of the test that the form saw.</summary>
    public async Task<Result<(ControlTest Test, ControlImplementation Of)>> OpenAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        var opened = await db.OpenAsync<ControlTest>(id, version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        return (opened.Value, await db.ControlImplementations.SingleAsync(i => i.Id == opened.Value.ImplementationId, cancellationToken));
    }

    /// <summary>Whoever keeps the controls may record what somebody else tested; others perform what names them.</summary>
    public bool MayPerform(Guid testerId) => scope.Actor.Can(Permissions.ControlsEdit) || (scope.Actor.Can(Permissions.ControlsEditOwn) && testerId == scope.PersonId);

    /// <summary>The control's owner or whoever keeps the controls decides, unless they tested themselves (<see cref="ControlTest.IsWorkOf"/>).</summary>
    public bool MayDecide(Guid ownerId) => scope.Actor.Can(Permissions.ControlsEdit) || (scope.Actor.Can(Permissions.ControlsEditOwn) && ownerId == scope.PersonId);

    /// <summary>When the control was last tested in this way, and that counts for good. A test of another kind has days of its own.</summary>
    public Task<DateOnly?> LastAcceptedAsync(ControlTest test, CancellationToken cancellationToken)
        => db.ControlTests.Where(t => t.ImplementationId == test.ImplementationId && t.Kind == test.Kind && t.Status == TestStatus.Accepted).MaxAsync(t => t.PerformedOn, cancellationToken);

    public async Task<ControlTest> AddAsync(ControlTest test, CancellationToken cancellationToken)
    {
        db.ControlTests.Add(test);
        await tasks.PlannedAsync(test, cancellationToken);
        return test;
    }

    public Task<string> CodeAsync(CancellationToken cancellationToken) => codes.NextAsync(ControlTest.CodePrefix, cancellationToken);

    /// <summary>
    /// The next day of the plan, counted from the day that was planned: a late test does not shift it (domain model, section 26). Nothing follows
    /// where the plan was ended, or where the test stood in none. What did not work is tested again sooner.
    /// </summary>
    /// <param name="done">When the test took place, or was called off.</param>
    public async Task PlanNextAsync(ControlTest test, ControlImplementation of, DateOnly done, CancellationToken cancellationToken)
    {
        if (test.OccurrenceOn is not { } planned || of.Plan is not { } plan || of.Status == ImplementationStatus.Retired) { return; }
        // Tested before its day, it was that day's test all the same.
        var next = ReviewCycle.NextAfter(planned, plan.EveryMonths, done > planned ? done : planned);
        var soon = done.AddDays(ControlTest.RetestDays) is var day && day > Today ? day : Today;
        if (test.AsksForRetest && soon < next)
        {
            await AddAsync(test.Retest(Guid.CreateVersion7(clock.GetUtcNow()), await CodeAsync(cancellationToken), of, plan, soon), cancellationToken);
            return;
        }
        await AddAsync(ControlTest.Next(Guid.CreateVersion7(clock.GetUtcNow()), await CodeAsync(cancellationToken), of, plan, next), cancellationToken);
    }

    /// <summary>Writes onto the implementation when it is tested next and what the last test that counts says, with what this command changed.</summary>
    public async Task KnowAsync(ControlImplementation of, CancellationToken cancellationToken)
    {
        var held = db.ControlTests.Local.Where(t => t.ImplementationId == of.Id).ToList();
        var known = held.ConvertAll(t => t.Id);
        var others = db.ControlTests.AsNoTracking().Where(t => t.ImplementationId == of.Id && !known.Contains(t.Id));
        var next = await others.Where(t => t.Status == TestStatus.Planned).OrderBy(t => t.DueOn).Take(1).ToListAsync(cancellationToken);
        var last = await others.Where(t => (t.Status == TestStatus.Performed || t.Status == TestStatus.Accepted) && t.Verdict != TestVerdict.NotTestable)
            .OrderByDescending(t => t.PerformedOn).ThenByDescending(t => t.RecordedAt).Take(1).ToListAsync(cancellationToken);
        Know(of, [.. held, .. next, .. last]);
    }

    internal static void Know(ControlImplementation of, IReadOnlyCollection<ControlTest> tests)
    {
        var newest = tests.Where(t => t.Counts).OrderByDescending(t => t.PerformedOn).ThenByDescending(t => t.RecordedAt).FirstOrDefault();
        of.Know(tests.Where(t => t.Status == TestStatus.Planned).Min(t => (DateOnly?)t.DueOn), newest?.PerformedOn, newest?.Verdict);
    }

    /// <summary>The implementation is retired: its plan ends, and what was still to be tested is cancelled.</summary>
    /// <param name="reason">What stands with them.</param>
    public async Task EndAsync(ControlImplementation of, IQueryable<ControlTest> planned, string reason, CancellationToken cancellationToken)
    {
        of.EndTests();
        foreach (var test in await planned.Where(t => t.ImplementationId == of.Id && t.Status == TestStatus.Planned).ToListAsync(cancellationToken))
        {
            test.Cancel(reason, scope.AnsweringId, Today);
            await tasks.SettledAsync(test, cancellationToken);
        }
        await KnowAsync(of, cancellationToken);
    }
}
