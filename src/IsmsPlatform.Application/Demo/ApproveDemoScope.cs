using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <summary>Top management of a demo organisation approves the first version of its scope; a later one is for whoever tries the program.</summary>
[SystemOnly]
public sealed record ApproveDemoScope : ICommand<Result>;

public sealed class ApproveDemoScopeHandler(IsmsDbContext db, ScopeApproval subject, RequestScope scope, TimeProvider clock) : ICommandHandler<ApproveDemoScope, Result>
{
    public async ValueTask<Result> Handle(ApproveDemoScope command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.VersionNo == 1 && s.Status == ScopeStatus.InReview, cancellationToken) is not { } version) { return Result.Success; }
        if (await db.Approvals.SingleOrDefaultAsync(a => a.SubjectId == version.Id && a.Decision == ApprovalDecision.Open, cancellationToken) is not { } request) { return Result.Success; }
        var top = await db.RoleAssignments.Where(r => r.Role == Role.TopManagement).OrderBy(r => r.Id).Select(r => r.PersonId).FirstAsync(cancellationToken);
        var approved = request.Approve(new Decider(top, nameof(Role.TopManagement), OwnWorkIsWaived: false), (await subject.ContentAsync(version.Id, cancellationToken))!, null, clock.GetUtcNow());
        return approved.IsSuccess ? version.Approve(scope.Today(clock)) : approved;
    }
}
