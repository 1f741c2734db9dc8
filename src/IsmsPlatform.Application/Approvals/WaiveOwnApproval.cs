using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Approvals;

/// <summary>Lets authors approve their own work, for organisations too small for two pairs of eyes.</summary>
[RequirePermission(Permissions.ApprovalsWaive), FreshProof]
public sealed record WaiveOwnApproval(Guid Id, string? Reason) : ICommand<Result>, IWithReason;

public sealed class WaiveOwnApprovalValidator : AbstractValidator<WaiveOwnApproval>
{
    public WaiveOwnApprovalValidator()
    {
        RuleFor(w => w.Id).Required();
        RuleFor(w => w.Reason).Required().AtMost(ApprovalWaiver.ReasonMaxLength);
    }
}

public sealed class WaiveOwnApprovalHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<WaiveOwnApproval, Result>
{
    public async ValueTask<Result> Handle(WaiveOwnApproval command, CancellationToken cancellationToken)
    {
        if (await db.ApprovalWaivers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == command.Id, cancellationToken) is { } there) { return SentBefore.Again(there.Reason == Text.Clean(command.Reason)); }
        if (await db.ApprovalWaivers.AnyAsync(w => w.EndedAt == null, cancellationToken)) { return ApprovalErrors.WaivedAlready; }
        db.ApprovalWaivers.Add(ApprovalWaiver.Grant(command.Id, command.Reason!, scope.PersonId!.Value, clock.GetUtcNow()));
        return Result.Success;
    }
}

/// <summary>From now on someone else decides again.</summary>
[RequirePermission(Permissions.ApprovalsWaive)]
public sealed record EndApprovalWaiver(Guid Id) : ICommand<Result>;

public sealed class EndApprovalWaiverHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<EndApprovalWaiver, Result>
{
    public async ValueTask<Result> Handle(EndApprovalWaiver command, CancellationToken cancellationToken)
        => await db.ApprovalWaivers.SingleOrDefaultAsync(w => w.Id == command.Id, cancellationToken) is { } waiver ? waiver.End(scope.PersonId!.Value, clock.GetUtcNow()) : Error.NotFound;
}

/// <summary>The waivers there are and were, newest first: auditors see them.</summary>
[RequirePermission(Permissions.ApprovalsView, Permissions.ApprovalsWaive)]
public sealed record ListApprovalWaivers : IQuery<Result<IReadOnlyList<WaiverRow>>>;

public sealed record WaiverRow(Guid Id, string Reason, string GrantedBy, DateTimeOffset GrantedAt, string? EndedBy, DateTimeOffset? EndedAt);

public sealed class ListApprovalWaiversHandler(IsmsDbContext db) : IQueryHandler<ListApprovalWaivers, Result<IReadOnlyList<WaiverRow>>>
{
    private const int Most = 100;

    public async ValueTask<Result<IReadOnlyList<WaiverRow>>> Handle(ListApprovalWaivers query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<WaiverRow>>.Of(await db.ApprovalWaivers.AsNoTracking().OrderByDescending(w => w.GrantedAt).ThenByDescending(w => w.Id).Take(Most)
            .Select(w => new WaiverRow(w.Id, w.Reason, db.People.Where(p => p.Id == w.GrantedBy).Select(p => p.Name).First(), w.GrantedAt,
                db.People.Where(p => p.Id == w.EndedBy).Select(p => p.Name).FirstOrDefault(), w.EndedAt)).ToListAsync(cancellationToken));
}
