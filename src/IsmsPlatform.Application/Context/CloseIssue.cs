using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Context;

/// <summary>The issue does not bear on the ISMS any more.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record CloseIssue(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class CloseIssueValidator : AbstractValidator<CloseIssue>
{
    public CloseIssueValidator() => Include(new ClosingReasonRules());
}

public sealed class CloseIssueHandler(ReviewDesk desk) : ICommandHandler<CloseIssue, Result>
{
    public async ValueTask<Result> Handle(CloseIssue command, CancellationToken cancellationToken)
        => await desk.ActAsync<ContextIssue>(command.Id, command.Version, issue => issue.Close(command.Reason), cancellationToken);
}

/// <summary>It bears on the ISMS again.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReopenIssue(Guid Id, long Version) : ICommand<Result>;

public sealed class ReopenIssueHandler(ReviewDesk desk) : ICommandHandler<ReopenIssue, Result>
{
    public async ValueTask<Result> Handle(ReopenIssue command, CancellationToken cancellationToken)
        => await desk.ActAsync<ContextIssue>(command.Id, command.Version, issue => issue.Reopen(), cancellationToken);
}
