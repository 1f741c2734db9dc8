using System.Data.Common;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Persistence;

/// <summary>An explicit transaction begins with the tenant's settings. In the past it is a read-only one.</summary>
internal sealed class TenantOnTransaction : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (TenantSettings.Of(eventData) is not { } scope) { return result; }
        try
        {
            using var batch = Batch(connection, result, scope);
            batch.ExecuteNonQuery();
            return result;
        }
        catch // EF does not know this transaction yet: nobody else would end it or give the connection back
        {
            result.Dispose();
            eventData.Context!.Database.CloseConnection();
            throw;
        }
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (TenantSettings.Of(eventData) is not { } scope) { return result; }
        try
        {
            await using var batch = Batch(connection, result, scope);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }
        catch
        {
            await result.DisposeAsync();
            await eventData.Context!.Database.CloseConnectionAsync();
            throw;
        }
    }

    private static NpgsqlBatch Batch(DbConnection connection, DbTransaction transaction, RequestScope scope)
        => new((NpgsqlConnection)connection, (NpgsqlTransaction)transaction)
        {
            BatchCommands = { scope.AsOf is null ? TenantSettings.ForWrite(scope) : TenantSettings.ForRead(scope) },
        };
}
