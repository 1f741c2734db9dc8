using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Persistence;

/// <summary>
/// The settings that tell PostgreSQL whose data a command may see. They are transaction-local, always: a session-level one
/// would reach the next client of a pooled connection.
/// </summary>
internal static class TenantSettings
{
    // Two fixed texts, so that both are prepared once per connection. A read is always a read-only transaction.
    private const string ReadSql = "select set_config('app.tenant_id', $1, true), set_config('app.as_of', $2, true), set_config('search_path', $3, true), set_config('transaction_read_only', 'on', true)";
    private const string WriteSql = "select set_config('app.tenant_id', $1, true), set_config('app.actor_id', $2, true), set_config('search_path', 'app', true)";

    /// <summary>The scope of the context that sends the command; null for the platform's context, which has no tenant.</summary>
    internal static RequestScope? Of(DbContextEventData e) => e.Context switch
    {
        IsmsDbContext db => db.Request ?? throw new NoTenantException(),
        _ => null,
    };

    internal static NpgsqlBatchCommand ForRead(RequestScope scope) => new(ReadSql)
    {
        Parameters = { Text(scope.TenantId.ToString()), Text(scope.AsOf?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? ""), Text(scope.AsOf is null ? "app" : "as_of") },
    };

    internal static NpgsqlBatchCommand ForWrite(RequestScope scope) => new(WriteSql)
    {
        Parameters = { Text(scope.TenantId.ToString()), Text(scope.Actor.Id.ToString()) },
    };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}

/// <summary>A bug: a write that no transaction carries would run without its tenant.</summary>
public sealed class NoTransactionException() : InvalidOperationException("Writes run in the transaction of a command: send one.");

/// <summary>A bug: the scope looks at the past, where nothing can be changed.</summary>
public sealed class PastIsReadOnlyException() : InvalidOperationException("The past cannot be changed.");
