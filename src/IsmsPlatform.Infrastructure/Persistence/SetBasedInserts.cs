using System.Text;
using System.Text.Json;
using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace IsmsPlatform.Infrastructure.Persistence;

/// <summary>
/// Hundreds of new rows of one table (an import, its events) become one INSERT … SELECT instead of a statement each: the rows travel
/// as one JSON array, which PostgreSQL reads into the table's own types. What is few, changed or removed is saved as ever.
/// </summary>
internal sealed class SetBasedInserts : SaveChangesInterceptor
{
    private const int Many = 200;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is IsmsDbContext { Database.CurrentTransaction: { } transaction } db)
        {
            foreach (var rows in InSaveOrder(db)) { await InsertAsync(db, transaction, rows, cancellationToken); }
        }
        return result;
    }

    // A row that refers to one which EF saves later must wait for it: then its whole table is left to EF.
    private static List<List<EntityEntry>> InSaveOrder(IsmsDbContext db)
    {
        var added = db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).GroupBy(e => e.Metadata).ToDictionary(g => g.Key, g => g.ToList());
        List<List<EntityEntry>> ordered = [];
        while (added.FirstOrDefault(g => g.Value.Count >= Many && !Principals(g.Key).Any(added.ContainsKey)) is { Key: { } type, Value: var rows })
        {
            ordered.Add(rows);
            added.Remove(type);
        }
        return ordered;
    }

    private static IEnumerable<IEntityType> Principals(IEntityType type) => type.GetForeignKeys().Select(f => f.PrincipalEntityType).Where(p => p != type);

    private static async Task InsertAsync(IsmsDbContext db, IDbContextTransaction transaction, List<EntityEntry> rows, CancellationToken cancellationToken)
    {
        var type = rows[0].Metadata;
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        List<(IProperty Property, string Column)> columns = [.. type.GetProperties().Where(p => p.GetBeforeSaveBehavior() == PropertySaveBehavior.Save).Select(p => (p, p.GetColumnName(table)!))];
        var names = string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Column)));
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        // Names come from the model, values travel as one parameter.
        await using var command = new NpgsqlCommand($"insert into {sql.DelimitIdentifier(table.Name)} ({names}) select {names} from json_populate_recordset(null::{sql.DelimitIdentifier(table.Name)}, $1)", connection, (NpgsqlTransaction)transaction.GetDbTransaction());
        command.Parameters.Add(new NpgsqlParameter { Value = Json(rows, columns), NpgsqlDbType = NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var row in rows) { row.State = EntityState.Unchanged; }
    }

    private static string Json(List<EntityEntry> rows, List<(IProperty Property, string Column)> columns)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                foreach (var (property, column) in columns)
                {
                    var mapping = property.GetRelationalTypeMapping();
                    var value = row.Property(property).CurrentValue is { } v ? mapping.Converter is { } converter ? converter.ConvertToProvider(v) : v : null;
                    json.WritePropertyName(column);
                    Write(json, value, mapping.StoreType);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, object? value, string storeType)
    {
        switch (value)
        {
            case string text when storeType is "jsonb" or "json":
                json.WriteRawValue(text);
                break;
            case byte[] bytes:
                json.WriteStringValue(@"\x" + Convert.ToHexString(bytes));
                break;
            default:
                JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object));
                break;
        }
    }
}
