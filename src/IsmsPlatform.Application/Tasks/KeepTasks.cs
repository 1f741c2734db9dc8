using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Has the tasks that the records ask for today, each hour.</summary>
[SystemOnly]
public sealed record KeepTasks : ICommand<Result>;

public sealed class KeepTasksHandler(TaskKeeping tasks) : ICommandHandler<KeepTasks, Result>
{
    public async ValueTask<Result> Handle(KeepTasks command, CancellationToken cancellationToken)
    {
        await tasks.KeepAsync(cancellationToken);
        return Result.Success;
    }
}
