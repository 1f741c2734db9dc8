using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>How much waits for anybody's decision on the page of the record itself.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record CountDecisions : IQuery<Result<DecisionCounts>>;

/// <param name="Acceptances">Risks of which somebody asked that they be accepted.</param>
/// <param name="Consents">Treatment plans to which an owner of their risks has not agreed yet.</param>
public sealed record DecisionCounts(int Acceptances, int Consents);

public sealed class CountDecisionsHandler(IsmsDbContext db) : IQueryHandler<CountDecisions, Result<DecisionCounts>>
{
    public async ValueTask<Result<DecisionCounts>> Handle(CountDecisions query, CancellationToken cancellationToken)
        => new DecisionCounts(await db.RiskAcceptances.CountAsync(a => a.Status == AcceptanceStatus.Requested, cancellationToken),
            await db.TreatmentPlans.CountAsync(p => p.Status == PlanStatus.Submitted && db.TreatmentConsents.Any(c => c.PlanId == p.Id && c.Decision == ConsentDecision.Open), cancellationToken));
}
