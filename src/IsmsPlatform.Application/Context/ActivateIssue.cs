using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Context;

/// <summary>The issue counts from now on; it gets its code.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ActivateIssue(Guid Id, long Version) : ICommand<Result>;

public sealed class ActivateIssueHandler(ReviewDesk desk, CodeSequence codes) : ICommandHandler<ActivateIssue, Result>
{
    public async ValueTask<Result> Handle(ActivateIssue command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync<ContextIssue>(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var may = opened.Value.MayBeActivated();
        // Codes have no gaps: one is drawn only when nothing can refuse any more.
        if (!may.IsSuccess) { return may; }
        var activated = opened.Value.Activate(await codes.NextAsync(ContextIssue.CodePrefix, cancellationToken));
        await desk.AskAsync(opened.Value, opened.Value.Title, cancellationToken);
        return activated;
    }
}
