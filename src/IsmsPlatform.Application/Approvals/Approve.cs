using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Approvals;

/// <summary>The content takes effect as it was asked for. Who may is a matter of the subject.</summary>
[RequirePermission(Permissions.RolesConfirm, Permissions.ScopeApprove, Permissions.MethodologyApprove, Permissions.TreatmentApprove, Permissions.SoaApprove)]
public sealed record Approve(Guid Id, string? Comment) : ICommand<Result>;

public sealed class ApproveValidator : AbstractValidator<Approve>
{
    public ApproveValidator() => RuleFor(a => a.Comment).AtMost(Approval.CommentMaxLength);
}

public sealed class ApproveHandler(ApprovalDesk desk, TimeProvider clock) : ICommandHandler<Approve, Result>
{
    public async ValueTask<Result> Handle(Approve command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (approval, subject, by) = opened.Value;
        var approved = approval.Approve(by, await subject.ContentAsync(approval.SubjectId, cancellationToken) ?? "", command.Comment, clock.GetUtcNow());
        if (!approved.IsSuccess) { return approved; }
        var effective = await subject.ApprovedAsync(approval.SubjectId, cancellationToken);
        if (effective.IsSuccess) { await desk.SettleAsync(approval, cancellationToken); }
        return effective;
    }
}
