using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>The whole result of the filtered register as a file, in its order.</summary>
[RequirePermission(Permissions.LegalView)]
public sealed record ExportLegalRequirements(LegalFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportLegalRequirementsValidator : AbstractValidator<ExportLegalRequirements>
{
    public ExportLegalRequirementsValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new LegalFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(LegalRows.Sorts.IsKnown);
    }
}

public sealed class ExportLegalRequirementsHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportLegalRequirements, Result<SheetDownload>>
{
    private static readonly string[] Headings =
    [
        "Code", "Status", "Title", "Kind", "Jurisdiction", "Citation", "Summary", "Duty", "Applies because", "Effective from", "Source",
        "Compliance", "Assessed on", "Note", "Owner", "Next review", "Reviewed on", "Repealed because",
    ];

    public ValueTask<Result<SheetDownload>> Handle(ExportLegalRequirements query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var requirements = LegalRows.Sorts.Order(query.Filter.Over(db.LegalRequirements.AsNoTracking(), scope, today), query.Sort);
        var name = SheetDownload.NameOf("legal-register", scope, today);
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Legal register", Headings, RowsAsync(requirements))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<LegalRequirement> requirements)
    {
        await foreach (var row in requirements.Select(l => new { Requirement = l, Owner = db.People.Where(p => p.Id == l.OwnerId).Select(p => p.Email).First() }).AsAsyncEnumerable())
        {
            var l = row.Requirement;
            yield return
            [
                l.Code, SheetWords.Of(l.Status), l.Title, SheetWords.Of(l.Kind), l.Jurisdiction, l.Citation, l.Summary, l.Duty, l.AppliesBecause, l.EffectiveFrom, l.SourceUrl,
                SheetWords.Of(l.ComplianceStatus), l.AssessedOn, l.AssessmentNote, row.Owner, l.NextReviewOn, l.ReviewedOn, l.ClosedReason,
            ];
        }
    }
}
