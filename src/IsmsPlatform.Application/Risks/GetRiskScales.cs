using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks;

/// <summary>The scales by which risks are rated today; refused where no methodology is in force.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record GetRiskScales : IQuery<Result<RiskScales>>;

public sealed class GetRiskScalesHandler(RiskRatings ratings) : IQueryHandler<GetRiskScales, Result<RiskScales>>
{
    public async ValueTask<Result<RiskScales>> Handle(GetRiskScales query, CancellationToken cancellationToken)
        => await ratings.InForceAsync(cancellationToken) is { } method ? method.Scales : Domain.Risks.RiskErrors.NoMethodology;
}
