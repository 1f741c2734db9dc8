using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>The owner looked at the process and stands by it; its next review follows by the cycle.</summary>
[RequirePermission(Permissions.ProcessesEdit, Permissions.ProcessesEditOwn)]
public sealed record ConfirmProcessReview(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(IsmsProcess);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ConfirmProcessReviewHandler(IsmsDbContext db, ProcessAccess access, ReviewTasks reviews, RequestScope scope, TimeProvider clock) : ICommandHandler<ConfirmProcessReview, Result>
{
    public async ValueTask<Result> Handle(ConfirmProcessReview command, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var opened = await access.OpenForReviewAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error == Error.Stale && await db.Processes.AnyAsync(p => p.Id == command.Id && p.ReviewedOn == today, cancellationToken)) { return ReviewErrors.ReviewedAlready; }
        if (opened.Error is { } refused) { return refused; }
        var process = opened.Value;
        return process.ConfirmReview(today, await reviews.ReviewedAsync(nameof(IsmsProcess), process.Id, process.NextReviewOn, cancellationToken));
    }
}
