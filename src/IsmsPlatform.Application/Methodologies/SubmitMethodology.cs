using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>Asks top management to approve the draft.</summary>
[RequirePermission(Permissions.MethodologyEdit)]
public sealed record SubmitMethodology(Guid Id, long Version) : ICommand<Result>;

public sealed class SubmitMethodologyHandler(IsmsDbContext db, ApprovalDesk desk, MethodologyStory story, Texts t) : ICommandHandler<SubmitMethodology, Result>
{
    public async ValueTask<Result> Handle(SubmitMethodology command, CancellationToken cancellationToken)
    {
        if (await db.RiskMethodologies.SingleOrDefaultAsync(m => m.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var submitted = draft.Submit();
        if (!submitted.IsSuccess) { return submitted; }
        await desk.RequestAsync(new ApprovalRequest(nameof(RiskMethodology), draft.Id, draft.Version, MethodologyStory.Title(draft, t), MethodologyApproval.Content(draft), draft.AuthorId), cancellationToken);
        story.Tell(draft);
        return Result.Success;
    }
}

/// <summary>Gives the draft up; its number is not used again.</summary>
[RequirePermission(Permissions.MethodologyEdit)]
public sealed record WithdrawMethodology(Guid Id, long Version) : ICommand<Result>;

public sealed class WithdrawMethodologyHandler(IsmsDbContext db, ApprovalDesk desk, MethodologyStory story) : ICommandHandler<WithdrawMethodology, Result>
{
    public async ValueTask<Result> Handle(WithdrawMethodology command, CancellationToken cancellationToken)
    {
        if (await db.RiskMethodologies.SingleOrDefaultAsync(m => m.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var withdrawn = draft.Withdraw();
        if (!withdrawn.IsSuccess) { return withdrawn; }
        await desk.CloseAsync(nameof(RiskMethodology), draft.Id, ApprovalDecision.Withdrawn, cancellationToken);
        story.Tell(draft);
        return Result.Success;
    }
}
