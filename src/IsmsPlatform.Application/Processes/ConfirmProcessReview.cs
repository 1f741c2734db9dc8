using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Processes;

/// <summary>The owner looked at the process and stands by it; its next review follows by the cycle.</summary>
[RequirePermission(Permissions.ProcessesEdit, Permissions.ProcessesEditOwn)]
public sealed record ConfirmProcessReview(Guid Id, long Version) : ICommand<Result>;

public sealed class ConfirmProcessReviewHandler(ProcessAccess access, ReviewTasks reviews, RequestScope scope, TimeProvider clock) : ICommandHandler<ConfirmProcessReview, Result>
{
    public async ValueTask<Result> Handle(ConfirmProcessReview command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var process = opened.Value;
        return process.ConfirmReview(scope.Today(clock), await reviews.ReviewedAsync(nameof(IsmsProcess), process.Id, process.NextReviewOn, cancellationToken));
    }
}
