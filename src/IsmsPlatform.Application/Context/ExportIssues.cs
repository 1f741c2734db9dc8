using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>The whole result of the filtered list of issues as a file, in its order.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ExportIssues(IssueFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportIssuesValidator : AbstractValidator<ExportIssues>
{
    public ExportIssuesValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new ReviewedFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(IssueRows.Sorts.IsKnown);
    }
}

public sealed class ExportIssuesHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportIssues, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Code", "Status", "Kind", "Category", "Title", "Description", "Effect", "Significance", "Owner", "Next review", "Reviewed on", "Closed because"];

    public ValueTask<Result<SheetDownload>> Handle(ExportIssues query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var issues = IssueRows.Sorts.Order(query.Filter.Over(db.ContextIssues.AsNoTracking(), scope, today), query.Sort);
        var name = SheetDownload.NameOf("issues", scope, today);
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Issues", Headings, RowsAsync(issues))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<ContextIssue> issues)
    {
        await foreach (var row in issues.Select(i => new { Issue = i, Owner = db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Email).First() }).AsAsyncEnumerable())
        {
            var i = row.Issue;
            yield return [i.Code, SheetWords.Of(i.Status), SheetWords.Of(i.Kind), SheetWords.Of(i.Category), i.Title, i.Description, SheetWords.Of(i.Effect), i.Significance, row.Owner, i.NextReviewOn, i.ReviewedOn, i.ClosedReason];
        }
    }
}
