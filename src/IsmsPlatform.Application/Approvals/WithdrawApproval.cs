using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Approvals;

/// <summary>Who asked takes the request back, as long as nobody has decided.</summary>
[AnyMember]
public sealed record WithdrawApproval(Guid Id) : ICommand<Result>;

public sealed class WithdrawApprovalHandler(IsmsDbContext db, ApprovalDesk desk, RequestScope scope, TimeProvider clock) : ICommandHandler<WithdrawApproval, Result>
{
    public async ValueTask<Result> Handle(WithdrawApproval command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"approval {command.Id}", cancellationToken);
        if (scope.PersonId is not { } me || await db.Approvals.SingleOrDefaultAsync(a => a.Id == command.Id, cancellationToken) is not { } approval) { return Error.NotFound; }
        var withdrawn = approval.Withdraw(me, clock.GetUtcNow());
        if (!withdrawn.IsSuccess) { return withdrawn; }
        await desk.CloseTasksAsync(approval.Id, cancellationToken);
        return await desk.SubjectOf(approval.SubjectType).TurnedDownAsync(approval.SubjectId, cancellationToken);
    }
}
