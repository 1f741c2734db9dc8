using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Persistence;

/// <summary>
/// A read outside a transaction becomes one batch: [set_config …, query]. PostgreSQL runs a batch as one implicit transaction, so
/// the settings end with it, and it is one round trip. Inside a transaction they are there already (<see cref="TenantOnTransaction"/>).
/// </summary>
internal sealed class TenantOnCommand : DbCommandInterceptor
{
    // The same text reads other relations in the past: a statement of its own spares both from being analysed anew in turns.
    private const string PastMark = "\n-- as_of";

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (ScopedBatch(command, eventData) is not { } batch) { return result; }
        var reader = batch.ExecuteReader();
        try
        {
            reader.NextResult();
        }
        catch
        {
            reader.Dispose();
            throw;
        }
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (ScopedBatch(command, eventData) is not { } batch) { return result; }
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken);
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    // ExecuteUpdate, ExecuteDelete, ExecuteSql: writes, so they need the command's transaction.
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        => MayWrite(command, eventData) ? result : throw new NoTransactionException();

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        => MayWrite(command, eventData) ? result : throw new NoTransactionException();

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        => ValueTask.FromResult(ScalarExecuting(command, eventData, result));

    private static bool MayWrite(DbCommand command, CommandEventData e) => TenantSettings.Of(e) switch
    {
        null => true,
        { AsOf: not null } => throw new PastIsReadOnlyException(),
        _ => command.Transaction is not null,
    };

    private static NpgsqlBatch? ScopedBatch(DbCommand command, CommandEventData e)
    {
        if (TenantSettings.Of(e) is not { } scope || command.Transaction is not null) { return null; }
        if (e.CommandSource == CommandSource.SaveChanges) { throw new NoTransactionException(); }
        var batch = new NpgsqlBatch((NpgsqlConnection)command.Connection!) { Timeout = command.CommandTimeout };
        var query = new NpgsqlBatchCommand(scope.AsOf is null ? command.CommandText : command.CommandText + PastMark);
        foreach (NpgsqlParameter p in command.Parameters) { query.Parameters.Add(p.Clone()); }
        batch.BatchCommands.Add(TenantSettings.ForRead(scope));
        batch.BatchCommands.Add(query);
        return batch;
    }
}
