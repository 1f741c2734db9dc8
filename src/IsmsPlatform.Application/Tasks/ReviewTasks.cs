using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What the act of review does to the plan and to the tasks; for every kind of <see cref="ReviewedKinds"/>.</summary>
public sealed class ReviewTasks(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    /// <summary>How a kind of record is reviewed here.</summary>
    public Task<ReviewCycle> CycleAsync(string type, CancellationToken cancellationToken) => db.CycleOfAsync(type, cancellationToken);

    /// <summary>The record was reviewed today: its task is done, and this is the day on which it is looked at again.</summary>
    /// <param name="planned">The day that was planned; null where none was.</param>
    public async Task<DateOnly> ReviewedAsync(string type, Guid id, DateOnly? planned, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        await db.WorkTasks.Where(t => t.Kind == WorkTaskKind.Review && t.SubjectType == type && t.SubjectId == id).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        var cycle = await CycleAsync(type, cancellationToken);
        // A review within the lead time is the planned one.
        return ReviewCycle.NextAfter(planned ?? today, cycle.EveryMonths, today.AddDays(cycle.LeadDays));
    }

    /// <summary>The record is gone: nobody is asked to look at it any more.</summary>
    public Task ForgetAsync(string type, Guid id, CancellationToken cancellationToken)
        => db.WorkTasks.Where(t => t.Kind == WorkTaskKind.Review && t.SubjectType == type && t.SubjectId == id).StillOpen()
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.Status, WorkTaskStatus.Cancelled).SetProperty(t => t.ClosedAt, (DateTimeOffset?)clock.GetUtcNow()), cancellationToken);
}

internal static class ReviewCycleQueries
{
    /// <summary>What the organisation set for a kind of record, or what holds until it does.</summary>
    internal static async Task<ReviewCycle> CycleOfAsync(this IsmsDbContext db, string subjectType, CancellationToken cancellationToken)
        => await db.ReviewCycles.AsNoTracking().SingleOrDefaultAsync(c => c.SubjectType == subjectType, cancellationToken) ?? ReviewCycle.Default(Guid.CreateVersion7(), subjectType);

    /// <summary>The same for every kind that is reviewed, in the order of <see cref="ReviewedKinds"/>.</summary>
    internal static async Task<IReadOnlyList<ReviewCycle>> CyclesAsync(this IsmsDbContext db, CancellationToken cancellationToken)
    {
        var set = await db.ReviewCycles.AsNoTracking().ToDictionaryAsync(c => c.SubjectType, StringComparer.Ordinal, cancellationToken);
        return [.. ReviewedKinds.All.Select(k => set.GetValueOrDefault(k.Type) ?? ReviewCycle.Default(Guid.CreateVersion7(), k.Type))];
    }
}
