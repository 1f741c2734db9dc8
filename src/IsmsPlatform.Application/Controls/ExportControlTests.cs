using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>The whole result of the filtered list of tests as a file, in its order.</summary>
[RequirePermission(Permissions.ControlsView)]
public sealed record ExportControlTests(ControlTestFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportControlTestsValidator : AbstractValidator<ExportControlTests>
{
    public ExportControlTestsValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new ControlTestFilter.Rules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(ControlTestRows.Sorts.IsKnown);
    }
}

public sealed class ExportControlTestsHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportControlTests, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Code", "Control", "Tested", "Kind", "Status", "Due on", "Planned for", "Tester", "Performed on", "How it was tested", "Cases", "Looked at", "Verdict", "Conclusion", "Reason"];

    public ValueTask<Result<SheetDownload>> Handle(ExportControlTests query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var tests = ControlTestRows.Sorts.Order(query.Filter.Over(db.ControlTests.AsNoTracking(), db, scope, today), query.Sort);
        var name = SheetDownload.NameOf("control-tests", scope, today);
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Tests", Headings, RowsAsync(tests))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<ControlTest> tests)
    {
        var rows = tests.Select(t => new
        {
            Test = t,
            Control = db.ControlImplementations.Where(i => i.Id == t.ImplementationId).Join(db.Controls, i => i.ControlId, c => c.Id, (_, c) => c.Code).First(),
            Tester = db.People.Where(p => p.Id == t.TesterId).Select(p => p.Name).First(),
        });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var t = row.Test;
            yield return
            [
                t.Code, row.Control, t.Title, SheetWords.Of(t.Kind), SheetWords.Of(t.Status), t.DueOn, t.OccurrenceOn, row.Tester, t.PerformedOn, t.Method, t.Population, t.SampleSize,
                t.Verdict is { } verdict ? SheetWords.Of(verdict) : null, t.Conclusion, t.Reason,
            ];
        }
    }
}
