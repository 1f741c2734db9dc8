using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>Adds the processes of the standard set that are missing. One that was renamed or retired is not missing.</summary>
[RequirePermission(Permissions.ProcessesEdit)]
public sealed record AddStandardProcesses : ICommand<Result<int>>;

public sealed class AddStandardProcessesHandler(IsmsDbContext db, StandardSet set) : ICommandHandler<AddStandardProcesses, Result<int>>
{
    public async ValueTask<Result<int>> Handle(AddStandardProcesses command, CancellationToken cancellationToken)
    {
        await db.LockAsync("standard-processes", cancellationToken);
        var known = await db.Processes.Where(p => p.Standard != null).Select(p => p.Standard!).ToListAsync(cancellationToken);
        return (await set.AddAsync([.. StandardProcesses.All.Where(s => !known.Contains(s.Key))], cancellationToken)).Count;
    }
}

/// <summary>Enters processes of the standard set; a new organisation begins with all of them.</summary>
public sealed class StandardSet(IsmsDbContext db, CodeSequence codes, RequestScope scope, TimeProvider clock)
{
    /// <param name="ownerOf">Who answers for one, by its key; nobody where it is not known yet.</param>
    public async Task<IReadOnlyList<IsmsProcess>> AddAsync(IReadOnlyList<StandardProcess> missing, CancellationToken cancellationToken, Func<string, Guid?>? ownerOf = null)
    {
        if (missing.Count == 0) { return []; }
        var today = scope.Today(clock);
        var drawn = await codes.NextAsync(IsmsProcess.CodePrefix, missing.Count, cancellationToken);
        List<IsmsProcess> added = [.. missing.Select((s, i) => IsmsProcess.Describe(Guid.CreateVersion7(), drawn[i], s.Details(ownerOf?.Invoke(s.Key), today.AddMonths(ReviewCycle.DefaultMonths)), today, s.Key).Value)];
        db.Processes.AddRange(added);
        return added;
    }
}
