using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>The whole result of the filtered list of objectives as a file, in its order.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ExportObjectives(ObjectiveFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportObjectivesValidator : AbstractValidator<ExportObjectives>
{
    public ExportObjectivesValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new ReviewedFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(ObjectiveRows.Sorts.IsKnown);
    }
}

public sealed class ExportObjectivesHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportObjectives, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Code", "Status", "Objective", "Horizon", "Owner", "Next review", "Reviewed on", "Closed because"];

    public ValueTask<Result<SheetDownload>> Handle(ExportObjectives query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var objectives = ObjectiveRows.Sorts.Order(query.Filter.Over(db.BusinessObjectives.AsNoTracking(), scope, today), query.Sort);
        var name = SheetDownload.NameOf("business-objectives", scope, today);
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Business objectives", Headings, RowsAsync(objectives))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<BusinessObjective> objectives)
    {
        await foreach (var row in objectives.Select(o => new { Objective = o, Owner = db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Email).First() }).AsAsyncEnumerable())
        {
            var o = row.Objective;
            yield return [o.Code, SheetWords.Of(o.Status), o.Title, o.Horizon, row.Owner, o.NextReviewOn, o.ReviewedOn, o.ClosedReason];
        }
    }
}
