using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>The scales by which risks are rated today; refused where no methodology is in force.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record GetRiskScales : IQuery<Result<RiskScales>>;

public sealed class GetRiskScalesHandler(IsmsDbContext db) : IQueryHandler<GetRiskScales, Result<RiskScales>>
{
    public async ValueTask<Result<RiskScales>> Handle(GetRiskScales query, CancellationToken cancellationToken)
        => await db.RiskMethodologies.AsNoTracking().InForce().Select(m => m.Scales).FirstOrDefaultAsync(cancellationToken) is { } scales ? scales : Domain.Risks.RiskErrors.NoMethodology;
}
