using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>The assessments that the actor has begun and not signed, the one saved last first.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ListRiskDrafts : IQuery<Result<IReadOnlyList<RiskDraftRow>>>;

/// <param name="Title">Empty before it was entered.</param>
/// <param name="RiskCode">Of the register; null for a risk that is not in it yet.</param>
public sealed record RiskDraftRow(Guid Id, string Title, string? RiskCode, AssessStep Step, DateTimeOffset SavedAt, long Version);

public sealed class ListRiskDraftsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListRiskDrafts, Result<IReadOnlyList<RiskDraftRow>>>
{
    public async ValueTask<Result<IReadOnlyList<RiskDraftRow>>> Handle(ListRiskDrafts query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<RiskDraftRow>>.Of(await db.OwnRiskDrafts(scope).OrderByDescending(d => d.SavedAt).ThenBy(d => d.Id).Take(RiskDraft.MostOfOne)
            .Select(d => new RiskDraftRow(d.Id, d.Title, db.Risks.Where(r => r.Id == d.RiskId).Select(r => r.Code).FirstOrDefault(), d.Step, d.SavedAt, d.Version)).ToListAsync(cancellationToken));
}
