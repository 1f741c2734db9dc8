using FluentValidation;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks;

/// <summary>It is none any more: avoided, its asset retired, part of another risk. It stays in the register as evidence.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record CloseRisk(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class CloseRiskValidator : AbstractValidator<CloseRisk>
{
    public CloseRiskValidator() => Include(new ClosingReasonRules());
}

public sealed class CloseRiskHandler(IsmsDbContext db, ReviewTasks tasks, AcceptanceDesk acceptances) : ICommandHandler<CloseRisk, Result>
{
    public async ValueTask<Result> Handle(CloseRisk command, CancellationToken cancellationToken)
    {
        var closed = await db.ActAsync<Risk>(command.Id, command.Version, risk => risk.Close(command.Reason), cancellationToken);
        if (!closed.IsSuccess) { return closed; }
        await tasks.ForgetAsync(nameof(Risk), command.Id, cancellationToken);
        await acceptances.FollowAsync(db.Risks.Local.Single(r => r.Id == command.Id), cancellationToken);
        return Result.Success;
    }
}

/// <summary>It is one again.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record ReopenRisk(Guid Id, long Version) : ICommand<Result>;

public sealed class ReopenRiskHandler(IsmsDbContext db, RisksInTreatment treated) : ICommandHandler<ReopenRisk, Result>
{
    public async ValueTask<Result> Handle(ReopenRisk command, CancellationToken cancellationToken)
    {
        var reopened = await db.ActAsync<Risk>(command.Id, command.Version, risk => risk.Reopen(), cancellationToken);
        if (reopened.IsSuccess) { await treated.KnowAsync([command.Id], cancellationToken); }
        return reopened;
    }
}
