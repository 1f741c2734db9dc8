using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>The version in force was looked at and still fits; its next review follows by the cycle.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record ConfirmScopeReview(Guid Id, long Version) : ICommand<Result>;

public sealed class ConfirmScopeReviewHandler(IsmsDbContext db, ReviewTasks reviews, RequestScope scope, TimeProvider clock) : ICommandHandler<ConfirmScopeReview, Result>
{
    public async ValueTask<Result> Handle(ConfirmScopeReview command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } version) { return Error.NotFound; }
        if (version.Version != command.Version) { return version.ReviewedOn == scope.Today(clock) ? ReviewErrors.ReviewedAlready : Error.Stale; }
        return version.ConfirmReview(scope.Today(clock), await reviews.ReviewedAsync(nameof(ScopeStatement), version.Id, version.NextReviewOn, cancellationToken));
    }
}
