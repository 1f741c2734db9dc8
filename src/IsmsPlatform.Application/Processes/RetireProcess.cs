using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Processes;

/// <summary>The process is given up; it stays as evidence and leaves the map.</summary>
[RequirePermission(Permissions.ProcessesEdit)]
public sealed record RetireProcess(Guid Id, long Version) : ICommand<Result>;

public sealed class RetireProcessHandler(ProcessAccess access, RequestScope scope, TimeProvider clock) : ICommandHandler<RetireProcess, Result>
{
    public async ValueTask<Result> Handle(RetireProcess command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        return opened.Error is { } refused ? refused : opened.Value.Retire(scope.Today(clock));
    }
}
