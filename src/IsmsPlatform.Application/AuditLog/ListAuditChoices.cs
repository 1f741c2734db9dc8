using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.AuditLog;

/// <summary>What the filters of the log offer: who acted, what was done, about what, each as it occurs.</summary>
[RequirePermission(Permissions.AuditView)]
public sealed record ListAuditChoices : IQuery<Result<AuditChoices>>;

public sealed record AuditChoices(IReadOnlyList<AuditActor> Actors, IReadOnlyList<string> Acts, IReadOnlyList<string> Types)
{
    public static AuditChoices None { get; } = new([], [], []);
}

public sealed record AuditActor(Guid Id, string Name);

public sealed class ListAuditChoicesHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListAuditChoices, Result<AuditChoices>>
{
    private const int MostActors = 500;

    // From value to value in the index: the log may hold millions of events and a few dozen values.
    public async ValueTask<Result<AuditChoices>> Handle(ListAuditChoices query, CancellationToken cancellationToken)
    {
        var tenant = scope.TenantId;
        var acts = await db.Database.SqlQuery<string>($"""
            with recursive v as (
                (select use_case from audit_event where tenant_id = {tenant} order by use_case limit 1)
                union all
                select (select e.use_case from audit_event e where e.tenant_id = {tenant} and e.use_case > v.use_case order by e.use_case limit 1) from v where v.use_case is not null)
            select use_case as "Value" from v where use_case is not null
            """).ToListAsync(cancellationToken);
        var types = await db.Database.SqlQuery<string>($"""
            with recursive v as (
                (select subject_type from audit_event where tenant_id = {tenant} order by subject_type limit 1)
                union all
                select (select e.subject_type from audit_event e where e.tenant_id = {tenant} and e.subject_type > v.subject_type order by e.subject_type limit 1) from v where v.subject_type is not null)
            select subject_type as "Value" from v where subject_type is not null
            """).ToListAsync(cancellationToken);
        var actors = await db.Database.SqlQuery<AuditActor>($"""
            with recursive v as (
                (select actor_id from audit_event where tenant_id = {tenant} and actor_id is not null order by actor_id limit 1)
                union all
                select (select e.actor_id from audit_event e where e.tenant_id = {tenant} and e.actor_id > v.actor_id order by e.actor_id limit 1) from v where v.actor_id is not null)
            select actor_id as "Id", (select e.actor_name from audit_event e where e.tenant_id = {tenant} and e.actor_id = v.actor_id order by e.at desc, e.id desc limit 1) as "Name"
              from v where actor_id is not null limit {MostActors}
            """).ToListAsync(cancellationToken);
        return new AuditChoices([.. actors.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)], acts, types);
    }
}
