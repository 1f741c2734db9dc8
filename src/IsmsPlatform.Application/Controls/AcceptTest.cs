using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>The control's owner or whoever keeps the controls stands by what somebody else found; the plan goes on.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record AcceptTest(Guid Id, long Version) : ICommand<Result>;

public sealed class AcceptTestHandler(TestDesk desk, ControlFailure failure, ControlTestTasks tasks, RequestScope scope) : ICommandHandler<AcceptTest, Result>
{
    public async ValueTask<Result> Handle(AcceptTest command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (test, of) = opened.Value;
        if (!desk.MayDecide(of.OwnerId) || scope.AnsweringId is not { } me) { return Error.Forbidden; }
        var accepted = test.Accept(me, desk.Today);
        if (!accepted.IsSuccess) { return accepted; }
        await tasks.SettledAsync(test, cancellationToken);
        await desk.PlanNextAsync(test, of, test.PerformedOn!.Value, cancellationToken);
        await desk.KnowAsync(of, cancellationToken);
        await failure.TellAsync(test, of, cancellationToken);
        return Result.Success;
    }
}
