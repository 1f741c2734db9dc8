using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Asks top management to approve the draft. What is missing is said all at once, each by name.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record SubmitScope(Guid Id, long Version) : ICommand<Result>;

public sealed class SubmitScopeHandler(IsmsDbContext db, ApprovalDesk desk, Texts t, RequestScope scope, TimeProvider clock) : ICommandHandler<SubmitScope, Result>
{
    public async ValueTask<Result> Handle(SubmitScope command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var submitted = draft.Submit();
        if (!submitted.IsSuccess) { return submitted; }
        var parts = await db.ScopePartsAsync(draft.Id, cancellationToken);
        var faults = await db.ScopeFaultsAsync(draft, parts, scope.Today(clock), cancellationToken);
        if (faults.Count > 0) { return Error.Invalid(faults); }
        await desk.RequestAsync(new ApprovalRequest(nameof(ScopeStatement), draft.Id, draft.Version, t["Scope of the ISMS, version {0}", draft.VersionNo], parts.ContentOf(draft), draft.OwnerId, draft.EffectiveFrom), cancellationToken);
        return Result.Success;
    }
}

/// <summary>What still keeps a draft from being submitted: everything, each at its field.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record ListScopeFaults(Guid Id) : IQuery<Result<IReadOnlyList<FieldError>>>;

public sealed class ListScopeFaultsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListScopeFaults, Result<IReadOnlyList<FieldError>>>
{
    public async ValueTask<Result<IReadOnlyList<FieldError>>> Handle(ListScopeFaults query, CancellationToken cancellationToken)
        => await db.ScopeStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == query.Id, cancellationToken) is { } draft
            ? Result<IReadOnlyList<FieldError>>.Of(await db.ScopeFaultsAsync(draft, await db.ScopePartsAsync(draft.Id, cancellationToken), scope.Today(clock), cancellationToken)) : Error.NotFound;
}

/// <summary>Gives the draft up; its number is not used again.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record WithdrawScopeDraft(Guid Id, long Version) : ICommand<Result>;

public sealed class WithdrawScopeDraftHandler(IsmsDbContext db, ApprovalDesk desk) : ICommandHandler<WithdrawScopeDraft, Result>
{
    public async ValueTask<Result> Handle(WithdrawScopeDraft command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        await desk.CloseAsync(nameof(ScopeStatement), draft.Id, ApprovalDecision.Withdrawn, cancellationToken);
        return draft.Withdraw();
    }
}

internal static class ScopeFaults
{
    private const int Most = 20;

    internal static async Task<IReadOnlyList<FieldError>> ScopeFaultsAsync(this IsmsDbContext db, ScopeStatement draft, ScopeParts parts, DateOnly today, CancellationToken cancellationToken)
    {
        var units = await db.Units.Select(u => new ScopePlace(u.Id, u.Name, u.ParentId)).ToListAsync(cancellationToken);
        var locations = await db.Locations.Select(l => new ScopePlace(l.Id, l.Name, null)).ToListAsync(cancellationToken);
        var latest = await db.ScopeStatements.Where(s => s.Status == ScopeStatus.Approved).OrderByDescending(s => s.InForceFrom).Select(s => new { s.VersionNo, s.InForceFrom }).FirstOrDefaultAsync(cancellationToken);
        Guid[] cited = [.. parts.Citations.Where(c => c.Cited.Basis == ScopeBasis.LegalRequirement).Select(c => c.Cited.Id)];
        var repealed = await db.LegalRequirements.Where(l => cited.Contains(l.Id) && l.Status == LegalStatus.Repealed).OrderBy(l => l.Title).Select(l => l.Title).ToListAsync(cancellationToken);
        return [.. repealed.Select(ScopeErrors.Repealed), .. ScopeCheck.FaultsOf(draft, parts.Items, units, locations, parts.Citations.Count(c => c.Cited.Basis == ScopeBasis.Objective), await db.UndecidedRequirementsAsync(cancellationToken),
            latest is null ? null : (latest.VersionNo, latest.InForceFrom!.Value), today)];
    }

    /// <summary>What active parties require and nobody has decided about (4.2 c).</summary>
    internal static async Task<IReadOnlyList<(string Party, string Requirement)>> UndecidedRequirementsAsync(this IsmsDbContext db, CancellationToken cancellationToken)
        => [.. (await db.PartyRequirements.Where(r => r.AddressedByIsms == Addressed.Undecided).Join(db.InterestedParties.Where(p => p.Status == PartyStatus.Active), r => r.PartyId, p => p.Id, (r, p) => new { Party = p.Name, r.Text, r.Id })
            .OrderBy(r => r.Party).ThenBy(r => r.Id).Take(Most).ToListAsync(cancellationToken)).Select(r => (r.Party, r.Text))];
}
