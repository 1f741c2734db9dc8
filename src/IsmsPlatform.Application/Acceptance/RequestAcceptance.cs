using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>Asks the owner of a risk, and whoever else must, to accept it as it is now (6.1.3 f): the ISMS manager for each, an owner for their own.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record RequestAcceptance : ICommand<Result<Guid>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => RiskId;

    /// <summary>Of the acceptance: UUID, best version 7; the same id again is the same request. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    public Guid RiskId { get; init; }

    /// <summary>Of the risk, as the requester saw it.</summary>
    public long Version { get; init; }

    /// <summary>Why the risk is retained rather than treated.</summary>
    public string? Reason { get; init; }

    /// <summary>What has to stay so while it is accepted.</summary>
    public string? Conditions { get; init; }

    /// <summary>The last day on which it holds: after today, within twelve months.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Where another option stands: the risk's option becomes Accept.</summary>
    public bool ChooseAccept { get; init; }
}

public sealed class RequestAcceptanceValidator : AbstractValidator<RequestAcceptance>
{
    public RequestAcceptanceValidator()
    {
        RuleFor(r => r.Id).Required();
        // What is missing is said by the acceptance, together with what else is wrong.
        RuleFor(r => r.Reason).AtMost(RiskAcceptance.ReasonMaxLength);
        RuleFor(r => r.Conditions).AtMost(RiskAcceptance.ConditionsMaxLength);
        RuleFor(r => r.ValidUntil).Plausible();
    }
}

public sealed class RequestAcceptanceHandler(IsmsDbContext db, RiskAccess access, RiskRatings ratings, AcceptanceDesk desk, AcceptanceTasks tasks, AuditTrail audit, RequestScope scope) : ICommandHandler<RequestAcceptance, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(RequestAcceptance command, CancellationToken cancellationToken)
    {
        await desk.LockAsync(command.RiskId, cancellationToken);
        if (await db.RiskAcceptances.AnyAsync(a => a.Id == command.Id && a.RiskId == command.RiskId && a.RequestedBy == scope.AnsweringId, cancellationToken)) { return command.Id; }
        var opened = await db.OpenRiskToEvaluateAsync(access, command.RiskId, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (scope.AnsweringId is not { } me) { return AcceptanceErrors.NoRequester; }
        var (risk, method, open) = (opened.Value, await ratings.InForceAsync(cancellationToken), await desk.OpenOfAsync(command.RiskId, cancellationToken));
        if (command.ChooseAccept) { risk.ChooseToAccept(); }
        var accepted = await db.RiskEvaluations.AsNoTracking().Where(e => e.RiskId == risk.Id && e.Stage == EvaluationStage.Current).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id)
            .Select(e => new { e.Id, e.EvaluatedBy }).FirstOrDefaultAsync(cancellationToken);
        var asked = RiskAcceptance.Request(command.Id, risk, accepted?.Id ?? Guid.Empty, method, open, new AcceptanceTerms(command.Reason, command.Conditions, command.ValidUntil), me, desk.Today);
        if (asked.Error is { } error) { return error; }
        db.RiskAcceptances.Add(asked.Value);
        // Whoever rates or changes the risk meanwhile has to see it.
        db.Entry(risk).Property(r => r.Title).IsModified = true;
        // Where the option changed, the risk tells it by itself.
        if (!db.Entry(risk).Property(r => r.Treatment).IsModified) { audit.Note(nameof(Risk), risk.Id, risk.Title, new FieldChange("Acceptance", null, asked.Value.Status)); }
        await tasks.RequestedAsync(asked.Value, risk.OwnerId, accepted!.EvaluatedBy, open, method!.Scales, cancellationToken);
        return command.Id;
    }
}
