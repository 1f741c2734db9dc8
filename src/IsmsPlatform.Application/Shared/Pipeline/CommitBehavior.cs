using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>
/// One transaction, one save, one set of audit events per command; refusals roll back. What the database refuses becomes a
/// named <see cref="Error"/>; everything else is a bug and travels up.
/// </summary>
public sealed class CommitBehavior<TMessage, TResponse>(IsmsDbContext isms, PlatformDb platform, RequestScope scope, AuditTrail audit, HeldTransaction held)
    : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IBaseCommand
    where TResponse : IResult<TResponse>
{
    private const string Savepoint = "command";

    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        var inTenant = scope.Tenant is not null;
        DbContext db = inTenant ? isms : platform;
        if (db.Database.CurrentTransaction is { } outer)
        {
            if (!held.Enter()) { return await next(message, cancellationToken); }
            await outer.CreateSavepointAsync(Savepoint, cancellationToken);
            var answer = await SaveAsync(message, next, inTenant, cancellationToken);
            if (answer.Error is not null) { await outer.RollbackToSavepointAsync(Savepoint, cancellationToken); }
            held.Leave();
            return answer;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        return await SaveAsync(message, next, inTenant, cancellationToken, transaction);
    }

    /// <param name="transaction">The command's own, to be committed; null in a held one.</param>
    private async Task<TResponse> SaveAsync(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, bool inTenant, CancellationToken cancellationToken, IDbContextTransaction? transaction = null)
    {
        var committing = false;
        try
        {
            if (inTenant) { await platform.JoinAsync(isms, cancellationToken); }
            var answer = await next(message, cancellationToken);
            if (answer.Error is not null) { return answer; }
            if (inTenant) { await audit.RecordAsync(typeof(TMessage).Name, (message as IWithReason)?.Reason, goesOn: false, cancellationToken); }
            await platform.SaveChangesAsync(cancellationToken);
            if (inTenant) { await isms.SaveChangesAsync(cancellationToken); }
            committing = true;
            if (transaction is not null) { await transaction.CommitAsync(cancellationToken); }
            return answer;
        }
        // Once the commit is on its way nobody knows whether it arrived; a held transaction belongs to whoever began it.
        catch (Exception e) when (transaction is not null && !committing && DatabaseRefusal.IsBrokenOff(e))
        {
            return TResponse.Failure(DatabaseRefusal.BrokenOff);
        }
        catch (Exception e) when (DatabaseRefusal.Of(e) is { } error)
        {
            return TResponse.Failure(error);
        }
        finally
        {
            if (inTenant) { await platform.LeaveAsync(); }
            // What a refused command changed in memory must not be saved by the next one.
            isms.ChangeTracker.Clear();
            platform.ChangeTracker.Clear();
            audit.Forget();
        }
    }
}
