using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>Ends an acceptance before its time, or takes its request back: who may is said by <see cref="AcceptanceReader.MayRevoke"/>.</summary>
[RequirePermission(Permissions.RisksAccept, Permissions.RisksEdit)]
public sealed record RevokeAcceptance(Guid Id, long Version, string? Reason) : ICommand<Result>, IForOwnersToo, IWithReason
{
    string IForOwnersToo.SubjectType => nameof(RiskAcceptance);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class RevokeAcceptanceValidator : AbstractValidator<RevokeAcceptance>
{
    public RevokeAcceptanceValidator() => RuleFor(r => r.Reason).AtMost(RiskAcceptance.CommentMaxLength);
}

public sealed class RevokeAcceptanceHandler(AcceptanceDesk desk, AcceptanceTasks tasks, RequestScope scope) : ICommandHandler<RevokeAcceptance, Result>
{
    public async ValueTask<Result> Handle(RevokeAcceptance command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (acceptance, risk, _, grants, _, mine) = opened.Value;
        if (!AcceptanceReader.MayRevoke(scope.Actor, acceptance, risk.OwnerId, grants, mine)) { return Error.Forbidden; }
        var revoked = acceptance.Revoke(risk, mine.PersonId, command.Reason, desk.Today);
        if (revoked.IsSuccess) { await tasks.EndedAsync(acceptance, risk.OwnerId, cancellationToken); }
        return revoked;
    }
}
