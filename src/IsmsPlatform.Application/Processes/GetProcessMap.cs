using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>The active processes and what goes from one to another (ISO/IEC 27001 4.4: their interactions).</summary>
[RequirePermission(Permissions.ProcessesView)]
public sealed record GetProcessMap : IQuery<Result<ProcessMap>>;

/// <param name="IsCut">There are more than a picture can hold; nothing is drawn then.</param>
public sealed record ProcessMap(IReadOnlyList<MappedProcess> Processes, IReadOnlyList<ProcessFlow> Flows, bool IsCut = false);

public sealed record MappedProcess(Guid Id, string Code, string Name, string? Clause, ProcessLane Lane, string? Owner);

public sealed class GetProcessMapHandler(IsmsDbContext db) : IQueryHandler<GetProcessMap, Result<ProcessMap>>
{
    /// <summary>More is no picture any more, and hardly one ISMS.</summary>
    public const int Most = 60;

    public async ValueTask<Result<ProcessMap>> Handle(GetProcessMap query, CancellationToken cancellationToken)
    {
        var processes = await db.Processes.AsNoTracking().Where(p => p.Status == ProcessStatus.Active).OrderBy(p => p.Code).Take(Most + 1)
            .Select(p => new { p.Id, p.Code, p.Name, p.Clause, Owner = db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Name).FirstOrDefault(), p.Inputs, p.Outputs }).ToListAsync(cancellationToken);
        if (processes.Count > Most) { return new ProcessMap([], [], IsCut: true); }
        return new ProcessMap([.. processes.Select(p => new MappedProcess(p.Id, p.Code, p.Name, p.Clause, ProcessFlows.LaneOf(p.Clause), p.Owner))],
            ProcessFlows.Between([.. processes.Select(p => (p.Id, (IReadOnlyList<string>)p.Inputs, (IReadOnlyList<string>)p.Outputs))]));
    }
}
