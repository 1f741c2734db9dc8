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

/// <summary>The whole result of the filtered list of controls as a file, in its order.</summary>
[RequirePermission(Permissions.ControlsView)]
public sealed record ExportControls(ControlFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportControlsValidator : AbstractValidator<ExportControls>
{
    public ExportControlsValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new ControlFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(ControlRows.Sorts.IsKnown);
    }
}

public sealed class ExportControlsHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportControls, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Code", "Control", "Theme", "Nature", "Implementations", "Working", "Not effective", "Next test", "Owner"];

    public ValueTask<Result<SheetDownload>> Handle(ExportControls query, CancellationToken cancellationToken)
    {
        var controls = ControlRows.Sorts.Order(query.Filter.Over(db.Controls.AsNoTracking(), db, scope, scope.Today(clock)), query.Sort);
        var name = SheetDownload.NameOf("controls", scope, scope.Today(clock));
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Controls", Headings, RowsAsync(controls))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<Control> controls)
    {
        await foreach (var c in ControlRows.Of(controls, db).AsAsyncEnumerable()) { yield return [c.Code, c.Title, SheetWords.Of(c.Theme), SheetWords.Of(c.Nature), c.Implementations, c.Working, c.Ineffective, c.NextTestOn, c.Owner]; }
    }
}
