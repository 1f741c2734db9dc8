using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Context;

[RequirePermission(Permissions.ContextEdit)]
public sealed record ChangeIssue : IssueForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeIssueValidator : AbstractValidator<ChangeIssue>
{
    public ChangeIssueValidator() => Include(new IssueFormRules());
}

public sealed class ChangeIssueHandler(ReviewDesk desk) : ICommandHandler<ChangeIssue, Result>
{
    public async ValueTask<Result> Handle(ChangeIssue command, CancellationToken cancellationToken)
    {
        var plan = await desk.PlanAsync<ContextIssue>(command, cancellationToken);
        return await desk.ActAsync<ContextIssue>(command.Id, command.Version, issue => issue.Change(command.Details(), plan), cancellationToken);
    }
}
