using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>Migrations are SQL written by hand: this is what keeps them and the model of EF Core at one.</summary>
public sealed class ModelTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_column_of_the_model_is_in_the_database_as_the_model_says()
    {
        var app = await server.AppAsync();
        var columns = new Dictionary<string, (bool NotNull, int? Length, bool Generated)>(StringComparer.Ordinal);
        await using (var command = app.Database.Superuser.CreateCommand("""
            select n.nspname || '.' || c.relname || '.' || a.attname, a.attnotnull, case when a.atttypid = 'varchar'::regtype and a.atttypmod > 0 then a.atttypmod - 4 end, a.attgenerated <> '' or a.atthasdef
              from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
             where n.nspname in ('app', 'platform') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
            """))
        await using (var reader = await command.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct)) { columns[reader.GetString(0)] = (reader.GetBoolean(1), await reader.IsDBNullAsync(2, Ct) ? null : reader.GetInt32(2), reader.GetBoolean(3)); }
        }
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(new CurrentTenant(Guid.CreateVersion7(), "", "", "UTC", 3), Actor.Nobody);
        List<string> wrong = [];
        HashSet<string> seen = [];
        foreach (var (context, schema) in new (DbContext, string)[] { (scope.ServiceProvider.GetRequiredService<IsmsDbContext>(), "app"), (scope.ServiceProvider.GetRequiredService<PlatformDb>(), "platform") })
        {
            foreach (var (table, property) in context.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Select(p => (t, p))))
            {
                var name = $"{schema}.{table.GetTableName()}.{property.GetColumnName(StoreObjectIdentifier.Table(table.GetTableName()!, table.GetSchema()))}";
                seen.Add(name);
                if (!columns.TryGetValue(name, out var column)) { wrong.Add($"{name} is not in the database"); continue; }
                if (column.NotNull && property.IsNullable && schema == "app") { wrong.Add($"{name} is not null in the database, nullable in the model"); }
                if (!column.NotNull && !property.IsNullable) { wrong.Add($"{name} is nullable in the database, required in the model"); }
            }
        }
        // What the model does not know must have a value of its own, or every insert would fail.
        wrong.AddRange(columns.Where(c => !seen.Contains(c.Key) && c.Value.NotNull && !c.Value.Generated && seen.Any(s => s.StartsWith(c.Key[..c.Key.LastIndexOf('.')] + ".", StringComparison.Ordinal)))
            .Select(c => $"{c.Key} is required in the database and unknown to the model"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_field_that_can_change_is_told_as_an_id()
    {
        var app = await server.AppAsync();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(new CurrentTenant(Guid.CreateVersion7(), "", "", "UTC", 3), Actor.Nobody);
        var (timeline, words) = (scope.ServiceProvider.GetRequiredService<ActivityTimeline>(), scope.ServiceProvider.GetRequiredService<Words>());
        var told = scope.ServiceProvider.GetRequiredService<IsmsDbContext>().Model.GetEntityTypes()
            .Where(t => !t.ClrType.IsDefined(typeof(NotInEventsAttribute), false) && t.FindAnnotation(AuditTrail.ToldByNote) is null)
            .SelectMany(t => AuditTrail.ToldOf(t).Where(p => p.PropertyInfo!.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))).Select(p => (Type: t.ClrType.Name, p.Name))).ToList();
        told.Count.ShouldBeGreaterThan(200);
        told.Where(f => f.Name.EndsWith("Id", StringComparison.Ordinal) && f.Name != nameof(Domain.Assets.Asset.ExternalId) && timeline.Field(f.Name) == words.OfAct(f.Name)).Select(f => $"{f.Type}.{f.Name}").Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_unique_constraint_of_a_tenant_table_has_a_sentence()
    {
        var app = await server.AppAsync();
        await using var command = app.Database.Superuser.CreateCommand("""
            select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
             where t.relnamespace = 'app'::regnamespace and i.indisunique and not i.indisprimary
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> silent = [];
        while (await reader.ReadAsync(Ct)) { if (!DatabaseRefusal.Unique.ContainsKey(reader.GetString(0))) { silent.Add(reader.GetString(0)); } }
        silent.ShouldBeEmpty();
    }
}
