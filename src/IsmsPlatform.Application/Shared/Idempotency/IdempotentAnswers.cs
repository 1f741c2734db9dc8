using System.Text.Json;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IsmsPlatform.Application.Shared.Idempotency;

/// <summary>An answer as it was given.</summary>
/// <param name="RequestHash">SHA-256 of method, address and body of the request that it answers.</param>
/// <param name="Headers">Those that belong to the answer: type, Location, ETag.</param>
public sealed record IdempotentAnswer(byte[] RequestHash, int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Keeps one answer per client and key. All of it happens in one transaction with what the request does.</summary>
public sealed class IdempotentAnswers(IsmsDbContext db, RequestScope scope, HeldTransaction held, TimeProvider clock)
{
    public const int KeyMaxLength = 200;

    /// <summary>How long a repetition gets the same answer.</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Visible ASCII, as headers carry it.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= KeyMaxLength && key.All(c => c is > ' ' and <= '~');

    /// <summary>Begins the request's transaction; equal keys of one client come one after the other from here on. Whoever begins it commits it.</summary>
    public async Task<IDbContextTransaction> BeginAsync(string key, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        held.Hold();
        await db.LockAsync($"idempotency:{scope.Actor.Id}:{key}", cancellationToken);
        return transaction;
    }

    public async Task<IdempotentAnswer?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await db.Database.SqlQuery<Row>($"select request_hash, status, headers::text as headers, body from idempotent_answer where tenant_id = {scope.TenantId} and client = {scope.Actor.Id} and key = {key}").ToListAsync(cancellationToken);
        return found is [var row] ? new IdempotentAnswer(row.RequestHash, row.Status, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Headers)!, row.Body) : null;
    }

    public async Task StoreAsync(string key, IdempotentAnswer answer, CancellationToken cancellationToken)
        => await db.Database.ExecuteSqlAsync($"""
            insert into idempotent_answer (tenant_id, client, key, request_hash, status, headers, body, answered_at)
            values ({scope.TenantId}, {scope.Actor.Id}, {key}, {answer.RequestHash}, {answer.Status}, {JsonSerializer.Serialize(answer.Headers)}::jsonb, {answer.Body}, {clock.GetUtcNow()})
            """, cancellationToken);

    private sealed record Row(byte[] RequestHash, int Status, string Headers, byte[] Body);
}
