using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>A planned test is not performed, for a reason that stays; the plan goes on with its next day.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record CancelTest(Guid Id, long Version, string? Reason) : ICommand<Result>;

public sealed class CancelTestValidator : AbstractValidator<CancelTest>
{
    public CancelTestValidator() => RuleFor(c => c.Reason).AtMost(ReviewedRecord.ClosedReasonMaxLength);
}

public sealed class CancelTestHandler(TestDesk desk, ImplementationAccess access, ControlTestTasks tasks, RequestScope scope) : ICommandHandler<CancelTest, Result>
{
    public async ValueTask<Result> Handle(CancelTest command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (test, of) = opened.Value;
        if (!access.MayChange(of.OwnerId)) { return Error.Forbidden; }
        var cancelled = test.Cancel(command.Reason, scope.AnsweringId, desk.Today);
        if (!cancelled.IsSuccess) { return cancelled; }
        await tasks.SettledAsync(test, cancellationToken);
        await desk.PlanNextAsync(test, of, desk.Today, cancellationToken);
        await desk.KnowAsync(of, cancellationToken);
        return Result.Success;
    }
}
