using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

internal static class TaskQueries
{
    internal static IQueryable<WorkTask> StillOpen(this IQueryable<WorkTask> tasks)
        => tasks.Where(t => t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress);

    /// <summary>The act that they asked for was done: those that are open close, in one statement.</summary>
    /// <param name="by">Null for another system.</param>
    internal static Task<int> DoneAsync(this IQueryable<WorkTask> tasks, Guid? by, DateTimeOffset now, CancellationToken cancellationToken)
        => tasks.StillOpen().ExecuteUpdateAsync(u => u.SetProperty(t => t.Status, WorkTaskStatus.Done).SetProperty(t => t.ClosedBy, by).SetProperty(t => t.ClosedAt, (DateTimeOffset?)now), cancellationToken);

    /// <summary>What they asked for is not needed any more.</summary>
    /// <inheritdoc cref="DoneAsync"/>
    internal static Task<int> CancelledAsync(this IQueryable<WorkTask> tasks, Guid? by, DateTimeOffset now, CancellationToken cancellationToken)
        => tasks.StillOpen().ExecuteUpdateAsync(u => u.SetProperty(t => t.Status, WorkTaskStatus.Cancelled).SetProperty(t => t.ClosedBy, by).SetProperty(t => t.ClosedAt, (DateTimeOffset?)now), cancellationToken);
}
