using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>The owner of the risk, or somebody whose limit covers its level, accepts it; with the last grant that was missing it is accepted.</summary>
[RequirePermission(Permissions.RisksAccept)]
public sealed record GrantAcceptance(Guid Id, long Version) : ICommand<Result>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAcceptance);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class GrantAcceptanceHandler(IsmsDbContext db, AcceptanceDesk desk, AcceptanceTasks tasks, AuditTrail audit, TimeProvider clock) : ICommandHandler<GrantAcceptance, Result>
{
    public async ValueTask<Result> Handle(GrantAcceptance command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused.Kind == ErrorKind.Stale && await desk.IsGrantedByMeAsync(command.Id, cancellationToken) ? AcceptanceErrors.GrantedAlready : refused; }
        var (acceptance, risk, parties, grants, scales, mine) = opened.Value;
        var before = await desk.OpenOfAsync(risk.Id, cancellationToken);
        var granted = acceptance.Grant(risk, parties, grants, mine, scales, desk.Today, clock.GetUtcNow());
        if (granted.Error is { } error) { return error; }
        db.RiskAcceptanceGrants.Add(granted.Value);
        grants.Add(granted.Value);
        if (acceptance.Status == AcceptanceStatus.Granted)
        {
            foreach (var standing in before.Where(a => a.Id != acceptance.Id))
            {
                standing.BeReplaced(mine.PersonId, desk.Today);
                await tasks.ReplacedAsync(standing, cancellationToken);
            }
        }
        else
        {
            audit.Note(nameof(RiskAcceptance), acceptance.Id, acceptance.Title, new FieldChange("Capacity", null, granted.Value.Capacity));
            // Others who decide at this moment see that one has.
            db.Entry(acceptance).Property(a => a.Status).IsModified = true;
        }
        await tasks.GrantedAsync(opened.Value, mine.PersonId, cancellationToken);
        return Result.Success;
    }
}

/// <summary>One who is asked does not accept the risk and says why; nobody else is asked any more.</summary>
[RequirePermission(Permissions.RisksAccept)]
public sealed record RefuseAcceptance(Guid Id, long Version, string? Comment) : ICommand<Result>, IForOwnersToo, IWithReason
{
    string IForOwnersToo.SubjectType => nameof(RiskAcceptance);

    Guid? IForOwnersToo.SubjectId => Id;

    string? IWithReason.Reason => Comment;
}

public sealed class RefuseAcceptanceValidator : AbstractValidator<RefuseAcceptance>
{
    public RefuseAcceptanceValidator() => RuleFor(r => r.Comment).AtMost(RiskAcceptance.CommentMaxLength);
}

public sealed class RefuseAcceptanceHandler(AcceptanceDesk desk, AcceptanceTasks tasks) : ICommandHandler<RefuseAcceptance, Result>
{
    public async ValueTask<Result> Handle(RefuseAcceptance command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } unopened) { return unopened; }
        var (acceptance, risk, parties, grants, scales, mine) = opened.Value;
        var refused = acceptance.Refuse(parties, grants, mine, scales, command.Comment, desk.Today);
        if (refused.IsSuccess) { await tasks.RefusedAsync(acceptance, mine.PersonId, risk.OwnerId, cancellationToken); }
        return refused;
    }
}
