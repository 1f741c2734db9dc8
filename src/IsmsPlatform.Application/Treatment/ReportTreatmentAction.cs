using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Says how far an action is and what it cost so far; at 100 % somebody else is asked to verify it.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record ReportTreatmentAction : ICommand<Result>, IForOwnersToo
{
    public Guid Id { get; init; }

    /// <summary>What the reporter saw.</summary>
    public long Version { get; init; }

    /// <summary>In per cent; 100 is done, less opens it again.</summary>
    public int? Progress { get; init; }

    /// <summary>In the organisation's currency; missing keeps what was reported before.</summary>
    public decimal? CostActual { get; init; }

    /// <summary>What was done; missing keeps what was reported before.</summary>
    public string? Note { get; init; }

    string IForOwnersToo.SubjectType => nameof(TreatmentAction);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class ReportTreatmentActionValidator : AbstractValidator<ReportTreatmentAction>
{
    public ReportTreatmentActionValidator()
    {
        RuleFor(r => r.Progress).Between(0, TreatmentAction.ProgressMax);
        RuleFor(r => r.CostActual).Amount();
        RuleFor(r => r.Note).AtMost(TreatmentAction.NoteMaxLength);
    }
}

public sealed class ReportTreatmentActionHandler(TreatmentDesk desk, TreatmentTasks tasks, RequestScope scope) : ICommandHandler<ReportTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(ReportTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenActionAsync(command.Id, command.Version, (a, of) => desk.MayReport(of.OwnerId, a.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan) = opened.Value;
        var reported = action.Report(plan, command.Progress, command.CostActual, command.Note, scope.AnsweringId, desk.Today);
        if (!reported.IsSuccess) { return reported; }
        if (action.Status == ActionStatus.Done) { await tasks.DoneAsync(action, plan, cancellationToken); }
        else { await tasks.PlannedAsync(action, cancellationToken); }
        await desk.GoOnAsync(action, plan, cancellationToken);
        return Result.Success;
    }
}
