using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>Describes a process of the organisation's own. Without a day for its review it gets one by the cycle.</summary>
[RequirePermission(Permissions.ProcessesEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateProcess : ProcessForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same process. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class CreateProcessValidator : AbstractValidator<CreateProcess>
{
    public CreateProcessValidator()
    {
        Include(new ProcessFormRules());
        RuleFor(p => p.Id).Required();
    }
}

public sealed class CreateProcessHandler(IsmsDbContext db, ProcessAccess access, CodeSequence codes, RequestScope scope, TimeProvider clock) : ICommandHandler<CreateProcess, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(CreateProcess command, CancellationToken cancellationToken)
    {
        if (await db.Processes.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } there)
        {
            return db.Again(there, there.Change(command.Details() with { NextReviewOn = command.NextReviewOn ?? there.NextReviewOn }, scope.Today(clock)));
        }
        if (await access.RefusalOfOwnerAsync(command.OwnerId, before: null, cancellationToken) is { } refusal) { return refusal; }
        if (await access.RefusalOfNameAsync(command.Id, Text.Clean(command.Name), cancellationToken) is { } taken) { return taken; }
        var (today, cycle) = (scope.Today(clock), await db.CycleOfAsync(nameof(IsmsProcess), cancellationToken));
        var details = command.Details() with { NextReviewOn = command.NextReviewOn ?? today.AddMonths(cycle.EveryMonths) };
        var process = IsmsProcess.Describe(command.Id, await codes.NextAsync(IsmsProcess.CodePrefix, cancellationToken), details, today);
        if (process.Error is { } error) { return error; }
        db.Processes.Add(process.Value);
        return command.Id;
    }
}
