using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Processes;

/// <summary>The process is given up, for a reason that history keeps; it stays as evidence and leaves the map.</summary>
[RequirePermission(Permissions.ProcessesEdit)]
public sealed record RetireProcess(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class RetireProcessValidator : AbstractValidator<RetireProcess>
{
    public RetireProcessValidator() => Include(new ClosingReasonRules());
}

public sealed class RetireProcessHandler(ProcessAccess access, RequestScope scope, TimeProvider clock) : ICommandHandler<RetireProcess, Result>
{
    public async ValueTask<Result> Handle(RetireProcess command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        return opened.Error is { } refused ? refused : opened.Value.Retire(scope.Today(clock));
    }
}

/// <summary>A retired process is in use again, with everything that it had.</summary>
[RequirePermission(Permissions.ProcessesEdit)]
public sealed record ReinstateProcess(Guid Id, long Version) : ICommand<Result>;

public sealed class ReinstateProcessHandler(ProcessAccess access) : ICommandHandler<ReinstateProcess, Result>
{
    public async ValueTask<Result> Handle(ReinstateProcess command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        return opened.Error is { } refused ? refused : opened.Value.Reinstate();
    }
}
