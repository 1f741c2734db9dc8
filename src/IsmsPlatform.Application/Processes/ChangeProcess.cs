using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Processes;

/// <summary>Describes a process anew: the ISMS manager each, an owner their own.</summary>
[RequirePermission(Permissions.ProcessesEdit, Permissions.ProcessesEditOwn)]
public sealed record ChangeProcess : ProcessForm, ICommand<Result>
{
    public Guid Id { get; init; }

    public long Version { get; init; }
}

public sealed class ChangeProcessValidator : AbstractValidator<ChangeProcess>
{
    public ChangeProcessValidator() => Include(new ProcessFormRules());
}

public sealed class ChangeProcessHandler(ProcessAccess access, RequestScope scope, TimeProvider clock) : ICommandHandler<ChangeProcess, Result>
{
    public async ValueTask<Result> Handle(ChangeProcess command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (await access.RefusalOfOwnerAsync(command.OwnerId, opened.Value.OwnerId, cancellationToken) is { } refusal) { return refusal; }
        if (Text.Clean(command.Name) != opened.Value.Name && await access.RefusalOfNameAsync(command.Id, Text.Clean(command.Name), cancellationToken) is { } taken) { return taken; }
        return opened.Value.Change(command.Details(), scope.Today(clock));
    }
}
