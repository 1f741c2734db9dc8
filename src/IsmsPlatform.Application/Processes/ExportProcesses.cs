using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>The whole result of the filtered list as a file.</summary>
[RequirePermission(Permissions.ProcessesView)]
public sealed record ExportProcesses(ProcessFilter Filter, SheetFormat Format = SheetFormat.Csv, string? Sort = null) : IQuery<Result<SheetDownload>>;

public sealed class ExportProcessesValidator : AbstractValidator<ExportProcesses>
{
    public ExportProcessesValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new ProcessFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(ProcessRows.Sorts.IsKnown);
    }
}

public sealed class ExportProcessesHandler(IsmsDbContext db, ScopeInForce inForce, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportProcesses, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Code", "Name", "Clause", "Status", "Owner", "Purpose", "Inputs", "Outputs", "Criteria", "Reviewed on", "Next review", "Retired on", "In scope"];

    public async ValueTask<Result<SheetDownload>> Handle(ExportProcesses query, CancellationToken cancellationToken)
    {
        var (today, boundary) = (scope.Today(clock), await inForce.BoundaryAsync(cancellationToken));
        var name = SheetDownload.NameOf("processes", scope, today);
        var rows = RowsAsync(ProcessRows.Sorts.Order(query.Filter.Over(db.Processes.AsNoTracking(), scope, boundary, today), query.Sort), boundary);
        return SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Processes", Headings, rows));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<IsmsProcess> processes, ScopeBoundary? boundary)
    {
        var rows = processes.Select(p => new { Process = p, Owner = db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Email).FirstOrDefault() }).AsAsyncEnumerable();
        await foreach (var row in rows)
        {
            var p = row.Process;
            yield return [p.Code, p.Name, p.Clause, p.Status.ToString(), row.Owner, p.Purpose, string.Join('\n', p.Inputs), string.Join('\n', p.Outputs), p.Criteria, p.ReviewedOn, p.NextReviewOn, p.RetiredOn, boundary?.Processes.Contains(p.Id)];
        }
    }
}
