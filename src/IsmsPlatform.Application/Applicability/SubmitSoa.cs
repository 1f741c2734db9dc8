using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>
/// Asks top management to approve the draft. What is missing is said all at once, each by name. From now on it keeps how each control is put into
/// practice: what is approved is what was seen.
/// </summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record SubmitSoa(Guid Id, long Version) : ICommand<Result>;

public sealed class SubmitSoaHandler(IsmsDbContext db, SoaDesk desk, SoaCheck check, ApprovalDesk approvals) : ICommandHandler<SubmitSoa, Result>
{
    public async ValueTask<Result> Handle(SubmitSoa command, CancellationToken cancellationToken)
    {
        await desk.LockAsync(command.Id, cancellationToken);
        if (await db.SoaRowsAsync(command.Id, cancellationToken, tracked: true) is not { } rows) { return Error.NotFound; }
        if (rows.Version.Version != command.Version) { return Error.Stale; }
        var submitted = rows.Version.Submit();
        if (!submitted.IsSuccess) { return submitted; }
        var faults = await check.FaultsAsync(rows, cancellationToken);
        if (faults.Count > 0) { return Error.Invalid(faults); }
        var (titles, practice) = (await db.Controls.ToDictionaryAsync(c => c.Id, c => c.Title, cancellationToken), await db.PracticeAsync(cancellationToken));
        foreach (var e in rows.Entries) { e.Freeze(titles[e.ControlId], practice.GetValueOrDefault(e.ControlId, ControlPractice.None)); }
        await approvals.RequestAsync(new ApprovalRequest(nameof(SoaVersion), rows.Version.Id, rows.Version.Version, rows.Version.Label, rows.Content(), rows.Version.AuthorId), cancellationToken);
        return Result.Success;
    }
}

/// <summary>What still keeps a draft from being submitted, or what changed since a version was approved: everything, each by name.</summary>
[RequirePermission(Permissions.SoaView)]
public sealed record ListSoaFaults(Guid Id) : IQuery<Result<IReadOnlyList<FieldError>>>;

public sealed class ListSoaFaultsHandler(IsmsDbContext db, SoaCheck check) : IQueryHandler<ListSoaFaults, Result<IReadOnlyList<FieldError>>>
{
    public async ValueTask<Result<IReadOnlyList<FieldError>>> Handle(ListSoaFaults query, CancellationToken cancellationToken)
        => await db.SoaRowsAsync(query.Id, cancellationToken) is { } rows ? Result<IReadOnlyList<FieldError>>.Of(await check.FaultsAsync(rows, cancellationToken)) : Error.NotFound;
}

/// <summary>Gives the draft up; its number is not used again.</summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record WithdrawSoa(Guid Id, long Version) : ICommand<Result>;

public sealed class WithdrawSoaHandler(IsmsDbContext db, ApprovalDesk approvals) : ICommandHandler<WithdrawSoa, Result>
{
    public async ValueTask<Result> Handle(WithdrawSoa command, CancellationToken cancellationToken)
    {
        if (await db.SoaVersions.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var withdrawn = draft.Withdraw();
        if (!withdrawn.IsSuccess) { return withdrawn; }
        await approvals.CloseAsync(nameof(SoaVersion), draft.Id, ApprovalDecision.Withdrawn, cancellationToken);
        return Result.Success;
    }
}
