using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>All rows that a completed assessment kept, as a file; each says of which assessment it is and its fingerprint.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ExportRiskAssessment(Guid Id, SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class ExportRiskAssessmentValidator : AbstractValidator<ExportRiskAssessment>
{
    public ExportRiskAssessmentValidator() => RuleFor(e => e.Format).Known();
}

public sealed class ExportRiskAssessmentHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope) : IQueryHandler<ExportRiskAssessment, Result<SheetDownload>>
{
    private static readonly string[] Headings =
    [
        "Code", "Risk", "Owner", "Assets", "Status", "Option", "Before: likelihood", "Before: impact", "Before: level", "Inherent likelihood", "Inherent impact", "Inherent level", "Current likelihood", "Current impact", "Current level",
        "Target likelihood", "Target impact", "Target level", "Level moved", "Assessment", "Methodology version", "Completed on", "Fingerprint (SHA-256)",
    ];

    public async ValueTask<Result<SheetDownload>> Handle(ExportRiskAssessment query, CancellationToken cancellationToken)
    {
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Id && a.Status == AssessmentStatus.Completed, cancellationToken) is not { } assessment) { return Error.NotFound; }
        var version = await db.RiskMethodologies.Where(m => m.Id == assessment.MethodologyId).Select(m => m.VersionNo).SingleAsync(cancellationToken);
        return SheetDownload.Of(spreadsheets, $"risk-assessment-{scope.Tenant!.Slug}-{assessment.Code}", query.Format, new SheetOutput("Risks", Headings, RowsAsync(assessment, version)));
    }

    // Read row by row while the file is written; the words are those that were kept.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(RiskAssessment a, int methodologyVersion)
    {
        var fingerprint = Convert.ToHexStringLower(a.ContentHash!);
        await foreach (var r in db.AssessmentResults.AsNoTracking().Where(r => r.AssessmentId == a.Id).OrderBy(r => r.Code).ThenBy(r => r.Id).AsAsyncEnumerable())
        {
            yield return
            [
                r.Code, r.Title, r.Owner, string.Join("\n", r.Assets), SheetWords.Of(r.Status), r.Treatment is { } option ? SheetWords.Of(option) : null,
                .. Cells(r.BeforeLikelihood, r.BeforeImpact, r.BeforeWords), .. Cells(r.InherentLikelihood, r.InherentImpact, r.InherentWords), .. Cells(r.CurrentLikelihood, r.CurrentImpact, r.CurrentWords), .. Cells(r.TargetLikelihood, r.TargetImpact, r.TargetWords),
                r.Moved switch { 1 => "risen", -1 => "fallen", 0 => "unchanged", _ => null }, a.Code, methodologyVersion, a.CompletedOn, fingerprint,
            ];
        }
    }

    private static object?[] Cells(int likelihood, int impact, string[] words) => words is [var often, var bad, var level] ? [$"{likelihood} · {often}", $"{impact} · {bad}", level] : [null, null, null];
}
