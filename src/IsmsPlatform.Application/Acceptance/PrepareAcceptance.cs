using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>What stands before somebody asks for the acceptance of a risk: what would be accepted, by whom, and what keeps it from being asked for.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record PrepareAcceptance(Guid RiskId) : IQuery<Result<AcceptanceProspect>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => RiskId;
}

/// <param name="Obstacle">Why it cannot be asked for now; null when it can.</param>
/// <param name="Current">What would be accepted.</param>
/// <param name="Asked">Whose grants it would need; null while something is in the way.</param>
/// <param name="Renews">The last day of the one that holds, which the next one would take the place of.</param>
/// <param name="Latest">The last day that may be chosen.</param>
public sealed record AcceptanceProspect(Guid RiskId, string Code, string Title, TreatmentOption? Option, long Version, Error? Obstacle, RatingView? Current, MissingGrants? Asked, DateOnly? Renews, DateOnly Latest);

public sealed class PrepareAcceptanceHandler(IsmsDbContext db, RiskAccess access, RiskRatings ratings, AcceptanceDesk desk, AcceptanceLimits limits, AcceptanceReader reader) : IQueryHandler<PrepareAcceptance, Result<AcceptanceProspect>>
{
    public async ValueTask<Result<AcceptanceProspect>> Handle(PrepareAcceptance query, CancellationToken cancellationToken)
    {
        if (await db.Risks.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.RiskId, cancellationToken) is not { } risk) { return Error.NotFound; }
        if (!access.MayEvaluate(risk.OwnerId)) { return Error.Forbidden; }
        var (method, open) = (await ratings.InForceAsync(cancellationToken), await desk.OpenOfAsync(risk.Id, cancellationToken));
        var obstacle = RiskAcceptance.Obstacle(risk, method, open, desk.Today);
        await ratings.ReadAsync([risk.CurrentMethodologyId], cancellationToken);
        var held = risk.RatingOf(EvaluationStage.Current);
        var current = ratings.Of(new RatingView { MethodologyId = held.MethodologyId, Likelihood = held.Likelihood, Impact = held.Impact, Level = held.Level });
        MissingGrants? asked = null;
        if (obstacle is null)
        {
            var owner = await db.People.Where(p => p.Id == risk.OwnerId).Select(p => p.Name).SingleAsync(cancellationToken);
            var evaluator = await db.ThatStand().Where(e => e.RiskId == risk.Id).Select(e => e.EvaluatedBy).SingleAsync(cancellationToken);
            var parties = new AcceptanceParties(risk.OwnerId, (await limits.OfAsync(method!.Scales, risk.OwnerId, [risk.OwnerId], cancellationToken))[risk.OwnerId].Level, evaluator);
            asked = await reader.MissingAsync(method.Scales, risk.CurrentLevel, parties, owner, [], cancellationToken);
        }
        return new AcceptanceProspect(risk.Id, risk.Code, risk.Title, risk.Treatment, risk.Version, obstacle, current, asked, open.Find(a => a.Status == AcceptanceStatus.Granted)?.ValidUntil, desk.Today.AddMonths(RiskAcceptance.MonthsMax));
    }
}
