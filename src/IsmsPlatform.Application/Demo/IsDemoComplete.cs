using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <summary>Whether everything of a demo organisation was entered: the last of it is the approval of its Statement of Applicability.</summary>
[SystemOnly]
public sealed record IsDemoComplete : IQuery<Result<bool>>;

public sealed class IsDemoCompleteHandler(IsmsDbContext db) : IQueryHandler<IsDemoComplete, Result<bool>>
{
    public async ValueTask<Result<bool>> Handle(IsDemoComplete query, CancellationToken cancellationToken)
        => await db.SoaVersions.AnyAsync(s => s.VersionNo == 1 && s.Status == SoaStatus.Approved, cancellationToken);
}
