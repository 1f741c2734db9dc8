using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>The whole result of the filtered list of parties as a file, in its order.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record ExportParties(PartyFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportPartiesValidator : AbstractValidator<ExportParties>
{
    public ExportPartiesValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new ReviewedFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(PartyRows.Sorts.IsKnown);
    }
}

public sealed class ExportPartiesHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportParties, Result<SheetDownload>>
{
    private static readonly string[] Headings = ["Code", "Status", "Name", "Kind", "Influence", "Interest", "Contact", "Requirements", "Owner", "Next review", "Reviewed on", "Closed because"];

    public ValueTask<Result<SheetDownload>> Handle(ExportParties query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var parties = PartyRows.Sorts.Order(query.Filter.Over(db.InterestedParties.AsNoTracking(), scope, today), query.Sort);
        var name = SheetDownload.NameOf("interested-parties", scope, today);
        return ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Interested parties", Headings, RowsAsync(parties))));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<InterestedParty> parties)
    {
        var rows = parties.Select(p => new { Party = p, Requirements = db.PartyRequirements.Count(r => r.PartyId == p.Id), Owner = db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Email).First() });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var p = row.Party;
            yield return [p.Code, SheetWords.Of(p.Status), p.Name, SheetWords.Of(p.Kind), p.Influence, p.Interest, p.Contact, row.Requirements, row.Owner, p.NextReviewOn, p.ReviewedOn, p.ClosedReason];
        }
    }
}
