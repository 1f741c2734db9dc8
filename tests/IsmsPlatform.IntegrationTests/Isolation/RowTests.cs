using IsmsPlatform.IntegrationTests.Postgres;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Isolation;

/// <summary>Every tenant table × every statement × every reference, as the program's role, with twin data.</summary>
public sealed class RowTests(PostgresServer server)
{
    private static readonly string[] Working = ["import_file", "asset_import_mapping", "idempotent_answer"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_holds_rows_of_both_twins()
    {
        var (database, kestrel, otter) = await TwinsAsync();
        foreach (var table in await TablesAsync(database))
        {
            foreach (var tenant in new[] { kestrel, otter })
            {
                (await CountAsync(database, $"select count(*) from app.{table} where tenant_id = '{tenant}'")).ShouldBeGreaterThan(0, $"app.{table} proves nothing: give both demo organisations rows of it");
            }
        }
    }

    [Fact]
    public async Task A_tenant_reads_its_own_rows_and_nothing_else()
    {
        var (database, kestrel, otter) = await TwinsAsync();
        foreach (var table in await TablesAsync(database))
        {
            (await AsAsync(database, kestrel, $"select count(*) from app.{table} where tenant_id = '{kestrel}'")).ShouldBeOfType<long>().ShouldBeGreaterThan(0, table);
            (await AsAsync(database, kestrel, $"select count(*) from app.{table} where tenant_id <> '{kestrel}'")).ShouldBe(0L, table);
            (await AsAsync(database, kestrel, $"select count(*) from app.{table} where tenant_id = '{otter}'")).ShouldBe(0L, table);
            (await AsAsync(database, null, $"select count(*) from app.{table}")).ShouldBe(0L, $"{table} without a tenant");
        }
    }

    [Fact]
    public async Task The_past_of_another_tenant_is_closed_too()
    {
        var (database, kestrel, otter) = await TwinsAsync();
        foreach (var table in (await TablesAsync(database)).Except(["audit_event", "code_sequence", "import_file", "risk_draft"]))
        {
            (await AsAsync(database, kestrel, $"select count(*) from history.{table}")).ShouldBeOfType<long>().ShouldBeGreaterThan(0, table);
            (await AsAsync(database, kestrel, $"select count(*) from history.{table} where tenant_id = '{otter}'")).ShouldBe(0L, table);
            (await AsAsync(database, null, $"select count(*) from history.{table}")).ShouldBe(0L, table);
        }
    }

    [Fact]
    public async Task Rows_of_another_tenant_cannot_be_changed_deleted_made_or_given_away()
    {
        var (database, kestrel, otter) = await TwinsAsync();
        foreach (var table in await TablesAsync(database))
        {
            var columns = await TextAsync(database, $"select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'app.{table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''");
            if (table is not ("audit_event" or "risk_evaluation" or "risk_assessment_result" or "risk_acceptance_grant" or "treatment_postponement" or "loss_estimate" or "loss_run" or "evidence_item" or "evidence_link"))
            {
                (await AffectedAsync(database, kestrel, $"update app.{table} set tenant_id = tenant_id where tenant_id = '{otter}'")).ShouldBe(0, table);
                await RefusedAsync(database, kestrel, $"update app.{table} set tenant_id = '{otter}'", table);
            }
            else
            {
                await RefusedAsync(database, kestrel, $"update app.{table} set tenant_id = tenant_id", table);
            }
            if (table is not ("audit_event" or "code_sequence" or "organisation" or "comment" or "custom_role" or "risk_evaluation" or "risk_assessment" or "risk_assessment_item" or "risk_assessment_progress" or "risk_assessment_result" or "risk_acceptance" or "risk_acceptance_grant" or "loss_estimate" or "loss_run" or "loss_tolerance" or "treatment_postponement" or "treatment_consent" or "control" or "control_implementation" or "control_test" or "threat" or "vulnerability" or "scope_statement" or "soa_version" or "evidence_item" or "evidence_link"))
            {
                (await AffectedAsync(database, kestrel, $"delete from app.{table} where tenant_id = '{otter}'")).ShouldBe(0, table);
            }
            else
            {
                await RefusedAsync(database, kestrel, $"delete from app.{table}", table);
            }
            // A row of the twin, taken as it is: the policy refuses it before any key does.
            await RefusedAsync(database, kestrel, $"insert into app.{table} ({columns}) select {columns} from jsonb_populate_record(null::app.{table}, {await TextAsync(database, $"select quote_literal(to_jsonb(t)) from app.{table} t where tenant_id = '{otter}' limit 1")}::jsonb)", table);
        }
    }

    [Fact]
    public async Task No_reference_reaches_into_another_tenant()
    {
        var (database, kestrel, otter) = await TwinsAsync();
        var references = await ListAsync(database, """
            select s.relname || '|' || a.attname || '|' || t.relname from pg_constraint f join pg_class s on s.oid = f.conrelid join pg_class t on t.oid = f.confrelid
              join pg_attribute a on a.attrelid = s.oid and a.attnum = f.conkey[2]
             where f.contype = 'f' and s.relnamespace = 'app'::regnamespace and t.relnamespace = 'app'::regnamespace
            """);
        references.Count.ShouldBeGreaterThan(10);
        foreach (var reference in references.Select(r => r.Split('|')))
        {
            var (table, column, target) = (reference[0], reference[1], reference[2]);
            var foreign = await TextAsync(database, $"select id::text from app.{target} where tenant_id = '{otter}' limit 1");
            var e = await Should.ThrowAsync<PostgresException>(() => AffectedAsync(database, kestrel,
                $"set constraints all immediate; update app.{table} set {column} = '{foreign}' where id = (select id from app.{table} order by {column} is null limit 1)"), $"{table}.{column}");
            if (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                // Rows of this table only come: then a new one must not reach over either.
                var columns = await TextAsync(database, $"select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'app.{table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''");
                e = await Should.ThrowAsync<PostgresException>(() => AffectedAsync(database, kestrel,
                    $"set constraints all immediate; insert into app.{table} ({columns}) select {columns} from jsonb_populate_record(null::app.{table}, (select to_jsonb(x) from app.{table} x order by to_jsonb(x) ->> 'kind' desc nulls last limit 1) || jsonb_build_object('id', uuidv7(), '{column}', '{foreign}'))"), $"{table}.{column}");
            }
            e.SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation, $"{table}.{column}");
        }
    }

    private async Task<(TestDatabase, Guid Kestrel, Guid Otter)> TwinsAsync()
    {
        var database = (await server.TwinsAsync()).Database;
        return (database, Guid.Parse(await TextAsync(database, "select id::text from platform.tenant where slug = 'kestrel'")), Guid.Parse(await TextAsync(database, "select id::text from platform.tenant where slug = 'otter'")));
    }

    private static async Task<List<string>> TablesAsync(TestDatabase database)
        => [.. (await ListAsync(database, "select relname::text from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1")).Except(Working)];

    private static async Task<long> CountAsync(TestDatabase database, string sql) => (long)(await ScalarAsync(database, sql))!;

    private static async Task<string> TextAsync(TestDatabase database, string sql) => (string)(await ScalarAsync(database, sql))!;

    private static async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var command = database.Superuser.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task<List<string>> ListAsync(TestDatabase database, string sql)
    {
        await using var command = database.Superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> list = [];
        while (await reader.ReadAsync(Ct)) { list.Add(reader.GetString(0)); }
        return list;
    }

    // As isms_app, in a transaction that is always rolled back.
    private static async Task<T> InTenantAsync<T>(TestDatabase database, Guid? tenant, string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var source = database.ProgramWith(1);
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var settings = new NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', true)", connection, transaction)) { await settings.ExecuteNonQueryAsync(Ct); }
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await run(command);
    }

    private static Task<object?> AsAsync(TestDatabase database, Guid? tenant, string sql) => InTenantAsync(database, tenant, sql, c => c.ExecuteScalarAsync(Ct));

    private static Task<int> AffectedAsync(TestDatabase database, Guid tenant, string sql) => InTenantAsync(database, tenant, sql, c => c.ExecuteNonQueryAsync(Ct));

    private static async Task RefusedAsync(TestDatabase database, Guid tenant, string sql, string table)
        => (await Should.ThrowAsync<PostgresException>(() => AffectedAsync(database, tenant, sql), table)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, table);
}
