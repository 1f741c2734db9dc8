using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>
/// For a command that consists of others, or that writes thousands of records: each step is told in the audit log and saved, so that the next one finds it and
/// memory holds one at a time. They belong to the transaction of the whole, which ends with all of them or none.
/// </summary>
public sealed class CommandSteps(ISender sender, IsmsDbContext db, AuditTrail audit)
{
    /// <summary>How many records a command that writes thousands has in the context at once.</summary>
    internal const int Portion = 1_000;

    /// <summary>A command of its own: checked, and told by its own name. Null when it was done, else why it was refused; then the whole is refused, too.</summary>
    internal async Task<Error?> DoAsync<TResult>(ICommand<TResult> step, CancellationToken cancellationToken)
        where TResult : IResult<TResult>
    {
        var done = await sender.Send(step, cancellationToken);
        if (done.Error is { } refused) { return refused; }
        await SaveAsync(step, goesOn: false, cancellationToken);
        return null;
    }

    /// <summary>A portion of the command itself, which goes on. Nothing is tracked afterwards.</summary>
    internal Task SaveAsync(IBaseCommand command, CancellationToken cancellationToken) => SaveAsync(command, goesOn: true, cancellationToken);

    private async Task SaveAsync(IBaseCommand command, bool goesOn, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(command.GetType().Name, (command as IWithReason)?.Reason, goesOn, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
