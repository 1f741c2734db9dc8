using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Activity;

/// <summary>The newest acts in the organisation, for the dashboard.</summary>
[RequirePermission(Permissions.DashboardView)]
public sealed record ListLatestActivity : IQuery<Result<IReadOnlyList<ActivityEntry>>>;

public sealed class ListLatestActivityHandler(IsmsDbContext db) : IQueryHandler<ListLatestActivity, Result<IReadOnlyList<ActivityEntry>>>
{
    private const int Shown = 8;

    // Told once, where it says most: at the record that is approved or that evidence speaks for, and at both assets of a dependency.
    private static readonly string[] ToldElsewhere = [nameof(WorkTask), nameof(Approval), nameof(EvidenceItem), nameof(AssetDependency)];

    private static readonly Compiled<Func<IsmsDbContext, IAsyncEnumerable<AuditEvent>>> Newest = new(() => EF.CompileAsyncQuery((IsmsDbContext db) =>
        db.AuditEvents.AsNoTracking().Where(e => e.PartOf == null && e.SubjectLabel != "" && !ToldElsewhere.Contains(e.SubjectType)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Shown)));

    public async ValueTask<Result<IReadOnlyList<ActivityEntry>>> Handle(ListLatestActivity query, CancellationToken cancellationToken)
    {
        var events = await Newest.For(db)(db).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<ActivityEntry>>.Of(await ActivityWords.AboutAsync(db, events, cancellationToken));
    }
}
