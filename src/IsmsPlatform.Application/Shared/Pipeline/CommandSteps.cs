using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>
/// For a command that consists of others: each is checked, told in the audit log by its own name and saved, so that the next one finds it. They belong to the
/// transaction of the whole, which ends with all of them or none.
/// </summary>
public sealed class CommandSteps(ISender sender, IsmsDbContext db, AuditTrail audit)
{
    /// <summary>Null when it was done, else why it was refused; then the whole is refused, too.</summary>
    internal async Task<Error?> DoAsync<TResult>(ICommand<TResult> step, CancellationToken cancellationToken)
        where TResult : IResult<TResult>
    {
        var done = await sender.Send(step, cancellationToken);
        if (done.Error is { } refused) { return refused; }
        await audit.RecordAsync(step.GetType().Name, (step as IWithReason)?.Reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return null;
    }
}
