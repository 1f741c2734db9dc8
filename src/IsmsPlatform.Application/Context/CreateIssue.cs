using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>Writes an issue down as a draft; it counts when it is activated.</summary>
[RequirePermission(Permissions.ContextEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateIssue : IssueForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same issue. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class CreateIssueValidator : AbstractValidator<CreateIssue>
{
    public CreateIssueValidator()
    {
        Include(new IssueFormRules());
        RuleFor(i => i.Id).Required();
    }
}

public sealed class CreateIssueHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<CreateIssue, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(CreateIssue command, CancellationToken cancellationToken)
    {
        if (await db.ContextIssues.AsNoTracking().SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is { } there) { return ReviewDesk.Again(there, there.Details(), command.Details(), command); }
        var issue = ContextIssue.Draft(command.Id, command.Details(), await desk.PlanAsync<ContextIssue>(command, cancellationToken));
        if (issue.Error is { } error) { return error; }
        db.ContextIssues.Add(issue.Value);
        return command.Id;
    }
}
