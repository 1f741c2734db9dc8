using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>Removes what was described by mistake: never reviewed, and nothing refers to it. Everything else is evidence and is retired.</summary>
[RequirePermission(Permissions.ProcessesEdit)]
public sealed record DeleteProcess(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteProcessHandler(IsmsDbContext db, ProcessAccess access, ReviewTasks reviews, RequestScope scope) : ICommandHandler<DeleteProcess, Result>
{
    public async ValueTask<Result> Handle(DeleteProcess command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (!opened.Value.CanBeDeleted) { return ProcessErrors.CannotBeDeleted; }
        var scopes = db.ScopeItems.Where(i => i.ProcessId == command.Id).Join(db.ScopeStatements, i => i.ScopeId, s => s.Id, (_, s) => "Scope, version " + s.VersionNo);
        if (await scopes.Concat(db.HangingOn(nameof(IsmsProcess), command.Id, scope.Actor)).FirstAsync(cancellationToken) is { } by) { return ProcessErrors.Cited(by); }
        await reviews.ForgetAsync(nameof(IsmsProcess), command.Id, cancellationToken);
        db.Processes.Remove(opened.Value);
        return Result.Success;
    }
}
