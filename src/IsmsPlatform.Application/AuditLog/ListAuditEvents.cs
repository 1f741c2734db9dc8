using FluentValidation;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.AuditLog;

/// <summary>Who did what when, over all records, newest first, by pages; ids in changed fields are answered as names.</summary>
[RequirePermission(Permissions.AuditView)]
public sealed record ListAuditEvents(AuditFilter Filter, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<ActivityEntry>>>;

public sealed class ListAuditEventsValidator : AbstractValidator<ListAuditEvents>
{
    public ListAuditEventsValidator() => RuleFor(l => l.Filter).SetValidator(new AuditFilter.Rules());
}

public sealed class ListAuditEventsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListAuditEvents, Result<Page<ActivityEntry>>>
{
    private const string Sort = "at";

    public async ValueTask<Result<Page<ActivityEntry>>> Handle(ListAuditEvents query, CancellationToken cancellationToken)
    {
        var page = await query.Filter.Over(db, scope).ByKeysetAsync(Sort, query.After, query.Before, query.Size, total: null,
            (rows, at, id) => rows.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.At, e.Id), ValueTuple.Create(Instant.Of(at), id))),
            (rows, at, id) => rows.Where(e => EF.Functions.GreaterThan(ValueTuple.Create(e.At, e.Id), ValueTuple.Create(Instant.Of(at), id))),
            rows => rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id), rows => rows.OrderBy(e => e.At).ThenBy(e => e.Id),
            rows => rows, e => (Instant.Text(e.At), e.Id), cancellationToken);
        if (page.Error is { } error) { return error; }
        return new Page<ActivityEntry>(await ActivityWords.AboutAsync(db, page.Value.Items, cancellationToken), page.Value.Next, page.Value.Previous, page.Value.Total);
    }
}
