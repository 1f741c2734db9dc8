using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks;

/// <summary>The scales by which risks are rated today; refused where no methodology is in force.</summary>
/// <param name="RiskId">The risk that is rated, whose owner needs the scales whatever their roles; null where they are asked for in general.</param>
[RequirePermission(Permissions.RisksView)]
public sealed record GetRiskScales(Guid? RiskId = null) : IQuery<Result<RiskScales>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => RiskId;
}

public sealed class GetRiskScalesHandler(RiskRatings ratings) : IQueryHandler<GetRiskScales, Result<RiskScales>>
{
    public async ValueTask<Result<RiskScales>> Handle(GetRiskScales query, CancellationToken cancellationToken)
        => await ratings.InForceAsync(cancellationToken) is { } method ? method.Scales : RiskErrors.NoMethodology;
}
