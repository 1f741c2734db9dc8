using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>What is different in a version, beside another one.</summary>
/// <param name="With">The older one; null for the version before.</param>
[RequirePermission(Permissions.MethodologyView)]
public sealed record CompareMethodologies(Guid Id, Guid? With = null) : IQuery<Result<MethodologyComparison>>;

/// <param name="Rows">Fields that differ.</param>
public sealed record MethodologyComparison(Guid Id, int VersionNo, Guid WithId, int WithNo, IReadOnlyList<DiffRow> Rows);

public sealed class CompareMethodologiesHandler(IsmsDbContext db) : IQueryHandler<CompareMethodologies, Result<MethodologyComparison>>
{
    public async ValueTask<Result<MethodologyComparison>> Handle(CompareMethodologies query, CancellationToken cancellationToken)
    {
        var versions = db.RiskMethodologies.AsNoTracking();
        if (await versions.SingleOrDefaultAsync(m => m.Id == query.Id, cancellationToken) is not { } later) { return Error.NotFound; }
        var earlier = query.With is { } with
            ? await versions.SingleOrDefaultAsync(m => m.Id == with, cancellationToken)
            : await versions.Where(m => m.VersionNo < later.VersionNo).OrderByDescending(m => m.VersionNo).FirstOrDefaultAsync(cancellationToken);
        if (earlier is null) { return Error.NotFound; }
        return new MethodologyComparison(later.Id, later.VersionNo, earlier.Id, earlier.VersionNo, [.. ContentDiff.Between(MethodologyApproval.Content(earlier), MethodologyApproval.Content(later)).Where(r => r.Differs)]);
    }
}
