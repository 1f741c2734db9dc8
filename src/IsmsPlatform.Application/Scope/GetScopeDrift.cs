using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Where the version in force runs otherwise than on the day of its approval, because units were moved since. What was approved stays as it is.</summary>
[RequirePermission(Permissions.ScopeView)]
public sealed record GetScopeDrift : IQuery<Result<ScopeDrift>>;

/// <param name="CameIn">Units that were outside when it was approved and are inside now, by name.</param>
/// <param name="WentOut">The other way round.</param>
public sealed record ScopeDrift(Guid? StatementId, IReadOnlyList<string> CameIn, IReadOnlyList<string> WentOut)
{
    internal static ScopeDrift None { get; } = new(null, [], []);

    public bool Differs => CameIn.Count + WentOut.Count > 0;
}

public sealed class GetScopeDriftHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope) : IQueryHandler<GetScopeDrift, Result<ScopeDrift>>
{
    private const int Most = 50;

    public async ValueTask<Result<ScopeDrift>> Handle(GetScopeDrift query, CancellationToken cancellationToken)
    {
        if (await inForce.BoundaryAsync(cancellationToken) is not { } now) { return ScopeDrift.None; }
        var approvedAt = await db.Approvals.Where(a => a.SubjectType == nameof(ScopeStatement) && a.SubjectId == now.StatementId && a.Decision == ApprovalDecision.Approved).Select(a => a.DecidedAt).FirstOrDefaultAsync(cancellationToken);
        if (approvedAt is not { } at) { return ScopeDrift.None; }
        var (then, known) = await scope.AtAsync(at, async () => (await inForce.BoundaryOfAsync(now.StatementId, cancellationToken), await db.Units.Select(u => u.Id).ToListAsync(cancellationToken)));
        if (then is null) { return ScopeDrift.None; } // approved before there was memory
        // A unit that came since follows the one above it: that is what was approved.
        Guid[] came = [.. now.Units.Except(then.Units).Intersect(known)], went = [.. then.Units.Except(now.Units)];
        async Task<IReadOnlyList<string>> NamesAsync(Guid[] ids) => ids.Length == 0 ? [] : await db.Units.Where(u => ids.Contains(u.Id)).OrderBy(u => u.Name).Take(Most).Select(u => u.Name).ToListAsync(cancellationToken);
        return new ScopeDrift(now.StatementId, await NamesAsync(came), await NamesAsync(went));
    }
}
