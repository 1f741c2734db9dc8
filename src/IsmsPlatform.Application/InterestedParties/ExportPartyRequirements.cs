using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>The requirements that a filter finds as a file.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ExportPartyRequirements(RequirementFilter Filter, SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class ExportPartyRequirementsValidator : AbstractValidator<ExportPartyRequirements>
{
    public ExportPartyRequirementsValidator() => RuleFor(e => e.Format).Known();
}

public sealed class ExportPartyRequirementsHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportPartyRequirements, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Party", "Requirement", "Kind", "About climate change", "Addressed by the ISMS", "How, or why not", "Legal basis"];

    public ValueTask<Result<SheetDownload>> Handle(ExportPartyRequirements query, CancellationToken cancellationToken)
    {
        var name = SheetDownload.NameOf("party-requirements", scope, scope.Today(clock));
        var requirements = query.Filter.Over(db.PartyRequirements.AsNoTracking(), db).OrderBy(r => r.Id);
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Requirements", Headings, RowsAsync(requirements))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<PartyRequirement> requirements)
    {
        await foreach (var r in RequirementRows.Of(requirements, db, scope).AsAsyncEnumerable())
        {
            yield return [r.Party, r.Text, SheetWords.Of(r.Kind), r.AboutClimate, SheetWords.Of(r.AddressedByIsms), r.Reason, string.Join("; ", r.Legal.Select(l => $"{l.Code} {l.Title}"))];
        }
    }
}
