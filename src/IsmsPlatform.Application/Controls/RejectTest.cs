using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>What was found does not convince: it does not count, stays to be read, and is tested anew.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record RejectTest(Guid Id, long Version, string? Reason) : ICommand<Result>;

public sealed class RejectTestValidator : AbstractValidator<RejectTest>
{
    public RejectTestValidator() => RuleFor(r => r.Reason).AtMost(ReviewedRecord.ClosedReasonMaxLength);
}

public sealed class RejectTestHandler(TestDesk desk, ControlTestTasks tasks, Notifier notifier, RequestScope scope) : ICommandHandler<RejectTest, Result>
{
    public async ValueTask<Result> Handle(RejectTest command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (test, of) = opened.Value;
        if (!desk.MayDecide(of.OwnerId) || scope.AnsweringId is not { } me) { return Error.Forbidden; }
        var rejected = test.Reject(command.Reason, me, desk.Today);
        if (!rejected.IsSuccess) { return rejected; }
        await tasks.SettledAsync(test, cancellationToken);
        await notifier.TellAsync([test.TesterId], NotificationKind.Rejected, nameof(ControlTest), test.Id, test.Title, cancellationToken);
        if (of.Status != ImplementationStatus.Retired)
        {
            var soon = desk.Today.AddDays(ControlTest.DaysToDecide);
            await desk.AddAsync(test.Again(Guid.CreateVersion7(), await desk.CodeAsync(cancellationToken), test.DueOn > soon ? test.DueOn : soon), cancellationToken);
        }
        await desk.KnowAsync(of, cancellationToken);
        return Result.Success;
    }
}
