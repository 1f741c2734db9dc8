using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>Gives an assessment up before it is signed; nothing of it was in the register.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record DiscardRiskDraft(Guid Id) : ICommand<Result>;

public sealed class DiscardRiskDraftHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<DiscardRiskDraft, Result>
{
    public async ValueTask<Result> Handle(DiscardRiskDraft command, CancellationToken cancellationToken)
        => await db.OwnRiskDrafts(scope).Where(d => d.Id == command.Id).ExecuteDeleteAsync(cancellationToken) > 0 ? Result.Success : Error.NotFound;
}

/// <summary>Assessments that nobody went on with are gone after a quarter of a year.</summary>
[SystemOnly]
public sealed record DiscardOldRiskDrafts : ICommand<Result>;

public sealed class DiscardOldRiskDraftsHandler(IsmsDbContext db, TimeProvider clock) : ICommandHandler<DiscardOldRiskDrafts, Result>
{
    public async ValueTask<Result> Handle(DiscardOldRiskDrafts command, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - RiskDraft.KeptFor;
        await db.RiskDrafts.Where(d => d.SavedAt < before).ExecuteDeleteAsync(cancellationToken);
        return Result.Success;
    }
}
