using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Approvals;

/// <summary>The content does not take effect; the comment says why.</summary>
[RequirePermission(Permissions.RolesConfirm, Permissions.ScopeApprove, Permissions.MethodologyApprove, Permissions.TreatmentApprove, Permissions.SoaApprove)]
public sealed record Reject(Guid Id, string? Comment) : ICommand<Result>;

public sealed class RejectValidator : AbstractValidator<Reject>
{
    public RejectValidator() => RuleFor(r => r.Comment).AtMost(Approval.CommentMaxLength);
}

public sealed class RejectHandler(ApprovalDesk desk, TimeProvider clock) : ICommandHandler<Reject, Result>
{
    public async ValueTask<Result> Handle(Reject command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (approval, subject, by) = opened.Value;
        var rejected = approval.Reject(by, command.Comment, clock.GetUtcNow());
        if (!rejected.IsSuccess) { return rejected; }
        var turnedDown = await subject.TurnedDownAsync(approval.SubjectId, cancellationToken);
        if (turnedDown.IsSuccess) { await desk.SettleAsync(approval, cancellationToken); }
        return turnedDown;
    }
}
