using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>
/// Confirms every row that is only proposed, in the name of whoever asks: what the program proposes counts as decided once somebody has looked at it.
/// Rows that were taken over unchanged keep the name of whoever decided.
/// </summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record ConfirmSoaProposals(Guid Id, long Version) : ICommand<Result>;

public sealed class ConfirmSoaProposalsHandler(IsmsDbContext db, SoaDesk desk, RequestScope scope, TimeProvider clock) : ICommandHandler<ConfirmSoaProposals, Result>
{
    public async ValueTask<Result> Handle(ConfirmSoaProposals command, CancellationToken cancellationToken)
    {
        await desk.LockAsync(command.Id, cancellationToken);
        if (await db.SoaVersions.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (!draft.IsOpen) { return SoaErrors.Closed; }
        if (draft.Version != command.Version) { return Error.Stale; }
        if (scope.AnsweringId is not { } by) { return SoaErrors.NobodyConfirms; }
        var proposed = await db.SoaEntries.Where(e => e.SoaId == draft.Id && e.Applicable != null && e.ReviewedOn == null).OrderBy(e => e.Ordinal).ThenBy(e => e.Code).ToListAsync(cancellationToken);
        if (proposed.Count == 0) { return Result.Success; }
        var opened = draft.Reopen();
        if (!opened.IsSuccess) { return opened; }
        foreach (var entry in proposed) { entry.Confirm(by, scope.Today(clock)); }
        await desk.ReopenedAsync(draft, cancellationToken);
        desk.TellConfirmed(draft, proposed.Select(e => e.Code));
        return Result.Success;
    }
}
