using FluentValidation;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>The whole result of the filtered list of actions as a file, in its order.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ExportTreatmentActions(TreatmentActionFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportTreatmentActionsValidator : AbstractValidator<ExportTreatmentActions>
{
    public ExportTreatmentActionsValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new TreatmentActionFilter.Rules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(TreatmentActionRows.Sorts.IsKnown);
    }
}

public sealed class ExportTreatmentActionsHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportTreatmentActions, Result<SheetDownload>>
{
    public async ValueTask<Result<SheetDownload>> Handle(ExportTreatmentActions query, CancellationToken cancellationToken)
    {
        var (today, currency) = (scope.Today(clock), await db.CurrencyAsync(cancellationToken));
        string[] headings = ["Plan", "Action", "Description", "Risks", "Controls", "Owner", "Start", "Due on", "Status", "Progress (%)", $"Estimate ({currency})", $"Actual ({currency})", "Effort (hours)", "Done on", "Verified by", "Verified on", "Reason"];
        var actions = TreatmentActionRows.Sorts.Order(query.Filter.Over(db.TreatmentActions.AsNoTracking(), db, scope, today), query.Sort);
        var name = SheetDownload.NameOf("treatment-actions", scope, today);
        return SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Actions", headings, RowsAsync(actions)));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<TreatmentAction> actions)
    {
        var rows = actions.Select(a => new
        {
            Action = a,
            Plan = db.TreatmentPlans.Where(p => p.Id == a.PlanId).Select(p => p.Code).First(),
            Owner = db.People.Where(p => p.Id == a.OwnerId).Select(p => p.Name).First(),
            VerifiedBy = db.People.Where(p => p.Id == a.VerifiedById).Select(p => p.Name).FirstOrDefault(),
            Risks = db.TreatmentActionRisks.Where(l => l.ActionId == a.Id).Join(db.Risks, l => l.RiskId, r => r.Id, (_, r) => r.Code).OrderBy(c => c).ToList(),
            Controls = db.TreatmentActionControls.Where(l => l.ActionId == a.Id).Join(db.Controls, l => l.ControlId, c => c.Id, (_, c) => c).OrderBy(c => c.Ordinal).ThenBy(c => c.Code).Select(c => c.Code).ToList(),
        });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var a = row.Action;
            yield return
            [
                row.Plan, a.Title, a.Description, string.Join(", ", row.Risks), string.Join(", ", row.Controls), row.Owner, a.StartOn, a.DueOn, SheetWords.Of(a.Status), a.Progress,
                a.CostEstimate, a.CostActual, a.EffortHours, a.DoneOn, row.VerifiedBy, a.VerifiedOn, a.Reason,
            ];
        }
    }
}
