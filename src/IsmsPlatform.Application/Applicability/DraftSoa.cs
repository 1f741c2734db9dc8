using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>
/// Begins a new version with a row for each control of Annex A and each own control in use: what the version in force says is taken over,
/// and a control that treats an open risk is proposed with that reason. Everything else stands there undecided.
/// </summary>
/// <param name="AuthorId">Who answers for the draft; leave it out. Only a key for which nobody answers has to name somebody.</param>
[RequirePermission(Permissions.SoaEdit)]
public sealed record DraftSoa(Guid Id, Guid? AuthorId = null) : ICommand<Result<Guid>>;

public sealed class DraftSoaHandler(IsmsDbContext db, SoaProposal proposal, RequestScope scope, TimeProvider clock) : ICommandHandler<DraftSoa, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(DraftSoa command, CancellationToken cancellationToken)
    {
        await db.LockAsync("soa", cancellationToken);
        if (await db.SoaVersions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is { } there) { return (command.AuthorId ?? there.AuthorId) == there.AuthorId ? there.Id : ReviewErrors.SentBefore; }
        if (await db.SoaVersions.AnyAsync(s => s.Status == SoaStatus.Draft || s.Status == SoaStatus.InReview, cancellationToken)) { return SoaErrors.DraftedAlready; }
        if (scope.Actor.ResponsibleId is { } answers && command.AuthorId is { } named && named != answers) { return ApprovalErrors.WorkOfKey(nameof(DraftSoa.AuthorId)); }
        if ((scope.AnsweringId ?? command.AuthorId) is not { } author || !await db.People.AnyAsync(p => p.Id == author, cancellationToken)) { return SoaErrors.NoAuthor; }
        var basis = await db.SoaBasisAsync(scope.Today(clock), cancellationToken);
        if (basis.Scopes is not [var inScope, ..]) { return SoaErrors.NoScope; }
        var last = await db.SoaVersions.MaxAsync(s => (int?)s.VersionNo, cancellationToken) ?? 0;
        var draft = SoaVersion.Draft(command.Id, last + 1, inScope.Id, basis.Plan?.Id, author);
        db.SoaVersions.Add(draft);
        var inForce = await db.SoaVersions.InForce().Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        await proposal.AddAsync(draft, inForce is { } before ? await db.SoaRowsAsync(before, cancellationToken) : null, [], cancellationToken);
        return draft.Id;
    }
}

/// <summary>Takes over what changed since the draft began: the newer scope, the newer treatment plan, own controls that came into use, those that are not in use any more.</summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record TakeOverForSoa(Guid Id, long Version) : ICommand<Result>;

public sealed class TakeOverForSoaHandler(IsmsDbContext db, SoaProposal proposal, SoaDesk desk, ControlUse use, RequestScope scope, TimeProvider clock) : ICommandHandler<TakeOverForSoa, Result>
{
    public async ValueTask<Result> Handle(TakeOverForSoa command, CancellationToken cancellationToken)
    {
        await desk.LockAsync(command.Id, cancellationToken);
        if (await db.SoaRowsAsync(command.Id, cancellationToken, tracked: true) is not { } rows) { return Error.NotFound; }
        if (rows.Version.Version != command.Version) { return Error.Stale; }
        var basis = await db.SoaBasisAsync(scope.Today(clock), cancellationToken);
        var opened = rows.Version.RestOn(basis.NewerScope(rows.Version)?.Id ?? rows.Version.ScopeId, basis.NewerPlan(rows.Version)?.Id ?? rows.Version.PlanId);
        if (!opened.IsSuccess) { return opened; }
        await desk.ReopenedAsync(rows.Version, cancellationToken);
        var wanted = await use.WithRow().Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var gone in rows.Entries.Where(e => !wanted.Contains(e.ControlId)))
        {
            db.SoaLinks.RemoveRange(rows.Links[gone.Id]);
            db.SoaEntries.Remove(gone);
            desk.Tell(rows.Version, gone.Code, desk.Said(gone, rows.Links[gone.Id]), null);
        }
        await proposal.AddAsync(rows.Version, null, [.. rows.Entries.Select(e => e.ControlId)], cancellationToken);
        // Also when only rows came or went: nobody confirms a proposal that they did not see.
        db.Entry(rows.Version).Property(s => s.ScopeId).IsModified = true;
        return Result.Success;
    }
}
