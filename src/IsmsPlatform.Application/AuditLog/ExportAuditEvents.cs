using System.Globalization;
using FluentValidation;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.AuditLog;

/// <summary>Every event that a filter finds, as a CSV file, newest first.</summary>
[RequirePermission(Permissions.AuditView)]
public sealed record ExportAuditEvents(AuditFilter Filter) : IQuery<Result<SheetDownload>>;

public sealed class ExportAuditEventsValidator : AbstractValidator<ExportAuditEvents>
{
    public ExportAuditEventsValidator() => RuleFor(e => e.Filter).SetValidator(new AuditFilter.Rules());
}

public sealed class ExportAuditEventsHandler(IsmsDbContext db, ISpreadsheets spreadsheets, IEventWords words, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportAuditEvents, Result<SheetDownload>>
{
    private const int AtOnce = 1_000;

    private static readonly string[] Headings = ["At (UTC)", "Who", "Kind of actor", "IP address", "What", "Kind of record", "Record", "Record id", "Field", "Before", "After", "Reason", "Request"];

    public ValueTask<Result<SheetDownload>> Handle(ExportAuditEvents query, CancellationToken cancellationToken)
    {
        var name = SheetDownload.NameOf("audit-log", scope, scope.Today(clock));
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, SheetFormat.Csv, new SheetOutput("Audit log", Headings, RowsAsync(query.Filter.Over(db, scope, int.MaxValue), cancellationToken))));
    }

    // Page by page, because names are looked up between; events only come, so the pages fit together. A line for each changed field.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<AuditEvent> all, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (AuditEvent? last = null; ;)
        {
            var rest = last is null ? all : all.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.At, e.Id), ValueTuple.Create(last.At, last.Id)));
            var events = await rest.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var (e, told) in events.Zip(await ActivityWords.AboutAsync(db, events, cancellationToken)))
            {
                foreach (var change in told.Changes.DefaultIfEmpty(new ActivityChange("", null, null)))
                {
                    yield return
                    [
                        e.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), e.ActorName, SheetWords.Of(e.ActorKind), e.IpAddress, words.Act(told), words.Subject(e.SubjectType), e.SubjectLabel, e.SubjectId.ToString(),
                        words.Field(change.Field), words.Value(change.Field, change.Before, e.SubjectType), words.Value(change.Field, change.After, e.SubjectType), e.Reason, e.RequestId,
                    ];
                }
            }
            if (events.Count < AtOnce) { yield break; }
            last = events[^1];
        }
    }
}
