using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>How much loss in a year the organisation bears, and how often.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record GetLossTolerance : IQuery<Result<LossToleranceView>>;

/// <param name="Version">0 before it is set.</param>
/// <param name="Points">By rising loss.</param>
public sealed record LossToleranceView(long Version, string Currency, IReadOnlyList<TolerancePoint> Points);

public sealed class GetLossToleranceHandler(IsmsDbContext db) : IQueryHandler<GetLossTolerance, Result<LossToleranceView>>
{
    public async ValueTask<Result<LossToleranceView>> Handle(GetLossTolerance query, CancellationToken cancellationToken)
    {
        var currency = await db.CurrencyAsync(cancellationToken);
        var stored = await db.LossTolerances.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return new LossToleranceView(stored?.Version ?? 0, currency, stored?.Curve() ?? []);
    }
}
