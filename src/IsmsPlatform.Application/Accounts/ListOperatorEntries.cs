using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>When platform operators were inside, and why; newest first.</summary>
[RequirePermission(Permissions.SettingsView)]
public sealed record ListOperatorEntries(int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<OperatorEntryRow>>>;

/// <param name="Until">When it ended, or ends by itself.</param>
/// <param name="EndedBy">Who ended it before its time; null when nobody did.</param>
public sealed record OperatorEntryRow(Guid Id, string Operator, string Reason, DateTimeOffset From, DateTimeOffset Until, string? EndedBy, bool IsRunning);

public sealed class ListOperatorEntriesHandler(PlatformDb platform, RequestScope scope, TimeProvider clock) : IQueryHandler<ListOperatorEntries, Result<Page<OperatorEntryRow>>>
{
    private const string Sort = "started";

    public async ValueTask<Result<Page<OperatorEntryRow>>> Handle(ListOperatorEntries query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entries = platform.OperatorEntries.AsNoTracking().Where(e => e.TenantId == scope.TenantId);
        return await entries.ByKeysetAsync(Sort, query.After, query.Before, query.Size, await entries.Take(Page<OperatorEntryRow>.CountLimit + 1).CountAsync(cancellationToken),
            (rows, value, id) => rows.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.StartedAt, e.Id), ValueTuple.Create(Instant.Of(value), id))),
            (rows, value, id) => rows.Where(e => EF.Functions.GreaterThan(ValueTuple.Create(e.StartedAt, e.Id), ValueTuple.Create(Instant.Of(value), id))),
            rows => rows.OrderByDescending(e => e.StartedAt).ThenByDescending(e => e.Id), rows => rows.OrderBy(e => e.StartedAt).ThenBy(e => e.Id),
            rows => rows.Select(e => new OperatorEntryRow(e.Id, platform.Accounts.Where(a => a.Id == e.AccountId).Select(a => a.Name).First(), e.Reason, e.StartedAt, e.EndedAt ?? e.EndsAt,
                platform.Accounts.Where(a => a.Id == e.EndedBy).Select(a => a.Name).FirstOrDefault(), e.EndedAt == null && e.EndsAt > now)),
            row => (Instant.Text(row.From), row.Id), cancellationToken);
    }
}
