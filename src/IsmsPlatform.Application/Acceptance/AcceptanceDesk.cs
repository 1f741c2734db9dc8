using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>An acceptance with everything that a decision about it rests on.</summary>
/// <param name="Mine">What the actor may accept.</param>
public sealed record AcceptanceCase(RiskAcceptance Acceptance, Risk Risk, AcceptanceParties Parties, List<RiskAcceptanceGrant> Grants, RiskScales Scales, PersonalLimit Mine);

/// <summary>What the acts on acceptances share: opening one with all that decides, and ending it when the risk is not what was accepted any more.</summary>
public sealed class AcceptanceDesk(IsmsDbContext db, AcceptanceLimits limits, AcceptanceTasks tasks, RequestScope scope, TimeProvider clock)
{
    public DateOnly Today => scope.Today(clock);

    /// <summary>The acceptance to decide about, at the version that was seen. One act on the acceptance of a risk at a time: what follows of several depends on all of them.</summary>
    internal async Task<Result<AcceptanceCase>> OpenAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        if (scope.PersonId is not { } me) { return AcceptanceErrors.NobodyDecides; }
        if (await db.RiskAcceptances.Where(a => a.Id == id).Select(a => (Guid?)a.RiskId).SingleOrDefaultAsync(cancellationToken) is not { } riskId) { return Error.NotFound; }
        await LockAsync(riskId, cancellationToken);
        var opened = await db.OpenAsync<RiskAcceptance>(id, version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (acceptance, risk) = (opened.Value, await db.Risks.SingleAsync(r => r.Id == riskId, cancellationToken));
        var scales = (await db.RiskMethodologies.AsNoTracking().SingleAsync(m => m.Id == acceptance.MethodologyId, cancellationToken)).Scales;
        // Of the rating that stands: whoever rates a risk again while others wait for its acceptance does not accept their own judgement alone.
        var evaluator = await db.ThatStand().Where(e => e.RiskId == riskId).Select(e => e.EvaluatedBy).SingleAsync(cancellationToken);
        var held = await limits.OfAsync(scales, risk.OwnerId, [risk.OwnerId, me], cancellationToken);
        var grants = await db.RiskAcceptanceGrants.Where(g => g.AcceptanceId == id).OrderBy(g => g.RecordedAt).ToListAsync(cancellationToken);
        return new AcceptanceCase(acceptance, risk, new AcceptanceParties(risk.OwnerId, held[risk.OwnerId].Level, evaluator), grants, scales, held[me]);
    }

    /// <summary>A second click finds another version, and that is the asker's own grant.</summary>
    internal Task<bool> IsGrantedByMeAsync(Guid id, CancellationToken cancellationToken)
        => db.RiskAcceptanceGrants.AnyAsync(g => g.AcceptanceId == id && g.PersonId == scope.PersonId && db.RiskAcceptances.Any(a => a.Id == id && (a.Status == AcceptanceStatus.Requested || a.Status == AcceptanceStatus.Granted)), cancellationToken);

    internal Task LockAsync(Guid riskId, CancellationToken cancellationToken) => db.LockAsync($"risk acceptance {riskId}", cancellationToken);

    /// <summary>Those of a risk that wait or hold: at most one each.</summary>
    internal Task<List<RiskAcceptance>> OpenOfAsync(Guid riskId, CancellationToken cancellationToken)
        => db.RiskAcceptances.Where(a => a.RiskId == riskId && (a.Status == AcceptanceStatus.Requested || a.Status == AcceptanceStatus.Granted)).ToListAsync(cancellationToken);

    /// <summary>
    /// The risk was rated, changed or closed: what was accepted may not be what stands now. The one place where that ends an acceptance; every act that
    /// rates, changes or closes a risk calls it, in its transaction.
    /// </summary>
    /// <param name="isRated">It was rated: whoever looked at the acceptance before looks again before they decide.</param>
    internal async Task FollowAsync(Risk risk, CancellationToken cancellationToken, bool isRated = false)
    {
        foreach (var acceptance in await OpenOfAsync(risk.Id, cancellationToken))
        {
            if (acceptance.Follow(risk, scope.AnsweringId, Today)) { await tasks.EndedAsync(acceptance, risk.OwnerId, cancellationToken); }
            else if (isRated && acceptance.Status == AcceptanceStatus.Requested) { db.Entry(acceptance).Property(a => a.Status).IsModified = true; }
        }
    }
}
