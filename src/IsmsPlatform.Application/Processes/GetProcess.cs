using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>One process, with where its inputs come from and where its outputs go.</summary>
[RequirePermission(Permissions.ProcessesView)]
public sealed record GetProcess(Guid Id) : IQuery<Result<ProcessView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(IsmsProcess);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>A process of the ISMS.</summary>
public sealed record ProcessView : ProcessForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required ProcessStatus Status { get; init; }

    public string? Owner { get; init; }

    /// <summary>When its owner confirmed it last.</summary>
    public DateOnly? ReviewedOn { get; init; }

    public DateOnly? RetiredOn { get; init; }

    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }

    public required long Version { get; init; }

    /// <summary>Which active process gives each input; an input that comes from outside has none.</summary>
    public IReadOnlyList<FlowPartner> ComesFrom { get; init; } = [];

    /// <summary>Which active processes take each output.</summary>
    public IReadOnlyList<FlowPartner> GoesTo { get; init; } = [];

    /// <summary>It is in use and nobody reviewed it: it is deleted while nothing refers to it.</summary>
    public bool MayBeDeleted => Status == ProcessStatus.Active && ReviewedOn is null;

    /// <summary>The asker may change it.</summary>
    public bool MayChange { get; init; }

    /// <summary>The asker may confirm its review.</summary>
    public bool MayReview { get; init; }
}

/// <summary>The process at the other end of an input or an output.</summary>
/// <param name="Item">The input or output, as this process calls it.</param>
/// <param name="ProcessId">Of that process.</param>
public sealed record FlowPartner(string Item, Guid ProcessId, string Code, string Name);

public sealed class GetProcessHandler(IsmsDbContext db, ScopeInForce inForce, ProcessAccess access) : IQueryHandler<GetProcess, Result<ProcessView>>
{
    public async ValueTask<Result<ProcessView>> Handle(GetProcess query, CancellationToken cancellationToken)
    {
        var found = await db.Processes.AsNoTracking().Where(p => p.Id == query.Id).Select(p => new ProcessView
        {
            Id = p.Id,
            Code = p.Code,
            Name = p.Name,
            Clause = p.Clause,
            Purpose = p.Purpose,
            OwnerId = p.OwnerId,
            Owner = db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Name).FirstOrDefault(),
            Inputs = p.Inputs,
            Outputs = p.Outputs,
            Criteria = p.Criteria,
            Status = p.Status,
            ReviewedOn = p.ReviewedOn,
            NextReviewOn = p.NextReviewOn,
            RetiredOn = p.RetiredOn,
            Version = p.Version,
        }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var others = await db.Processes.AsNoTracking().Where(p => p.Id != query.Id && p.Status == ProcessStatus.Active).OrderBy(p => p.Code).Take(GetProcessMapHandler.Most)
            .Select(p => new { p.Id, p.Code, p.Name, p.Inputs, p.Outputs }).ToListAsync(cancellationToken);
        return found with
        {
            InScope = (await inForce.BoundaryAsync(cancellationToken))?.Processes.Contains(found.Id),
            ComesFrom = [.. (found.Inputs ?? []).SelectMany(i => others.Where(o => o.Outputs.Contains(i, StringComparer.OrdinalIgnoreCase)).Select(o => new FlowPartner(i, o.Id, o.Code, o.Name)))],
            GoesTo = [.. (found.Outputs ?? []).SelectMany(i => others.Where(o => o.Inputs.Contains(i, StringComparer.OrdinalIgnoreCase)).Select(o => new FlowPartner(i, o.Id, o.Code, o.Name)))],
            MayChange = access.MayChange(found.OwnerId),
            MayReview = found.Status == ProcessStatus.Active && access.MayReview(found.OwnerId),
        };
    }
}
