using Npgsql;
using static IsmsPlatform.IntegrationTests.Postgres.SpecimenDatabase;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>What the database refuses to the program's role.</summary>
public sealed class WallsTests(SpecimenDatabase specimens) : IClassFixture<SpecimenDatabase>
{
    private readonly Guid _tenant = Guid.NewGuid(), _other = Guid.NewGuid(), _id = Guid.NewGuid();

    private TestDatabase Db => specimens.Db;

    private async Task<string> RefusalAsync(string sql, string schema = "app", DateTimeOffset? asOf = null)
        => (await Should.ThrowAsync<PostgresException>(() => Db.AsProgramAsync(_tenant, sql, schema, asOf), sql)).SqlState;

    [Fact]
    public async Task A_tenant_sees_its_rows_and_nobody_sees_any_without_a_tenant()
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, _id, "mine"));
        await Db.AsProgramAsync(_other, Insert(_other, _id, "theirs"));
        (await Db.ReadAsync(_tenant, "select title from specimen")).ShouldBe(["mine"]);
        (await Db.ReadAsync(_other, "select title from specimen")).ShouldBe(["theirs"]);
        (await Db.ValueAsync<long>("select count(*) from app.specimen", Db.Program)).ShouldBe(0);
        (await Db.ValueAsync<long>("select count(*) from history.specimen", Db.Program)).ShouldBe(0);
        (await Db.ValueAsync<string>("select coalesce(nullif(current_setting('app.tenant_id', true), ''), 'none')", Db.Program)).ShouldBe("none");
    }

    [Theory]
    [InlineData("update specimen set title = 'x' where tenant_id = '{0}'")]
    [InlineData("delete from specimen where tenant_id = '{0}'")]
    public async Task A_change_of_another_tenants_rows_finds_none(string sql)
    {
        await Db.AsProgramAsync(_other, Insert(_other, _id, "theirs"));
        await Db.AsProgramAsync(_tenant, string.Format(sql, _other));
        (await Db.ReadAsync(_other, "select title from specimen")).ShouldBe(["theirs"]);
    }

    [Fact]
    public async Task A_row_cannot_be_put_into_or_point_into_another_tenant()
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, Guid.NewGuid()));
        await Db.AsProgramAsync(_other, Insert(_other, _id));
        (await RefusalAsync(Insert(_other, Guid.NewGuid()))).ShouldBe("42501");
        (await RefusalAsync($"update specimen set tenant_id = '{_other}'")).ShouldBe("42501");
        (await RefusalAsync($"insert into specimen_part values ('{_tenant}', gen_random_uuid(), '{_id}', 'x')")).ShouldBe("23503");
    }

    [Fact]
    public async Task Force_binds_the_owner_too()
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, _id));
        await Db.AsOwnerAsync("drop policy migration on app.specimen");
        (await Db.ValueAsync<long>("select count(*) from app.specimen", Db.Owner)).ShouldBe(0);
        await Db.AsOwnerAsync("select app.protect('app.specimen')"); // a migration may look: by a policy of its own, which protect() restores
        (await Db.ValueAsync<long>("select count(*) from app.specimen", Db.Owner)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_program_cannot_forge_history_or_change_the_walls()
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, _id));
        foreach (var sql in new[]
        {
            "insert into history.specimen default values", "update history.specimen set title = 'x'", "delete from history.specimen", "truncate history.specimen", "truncate app.specimen",
            "alter table app.specimen disable trigger all", "alter table app.specimen disable row level security", "drop policy tenant on app.specimen", "drop trigger z_history on app.specimen",
            "set session_replication_role = replica", "create temporary table x (a int)", "create table app.x (a int)", "create table public.x (a int)", "create table platform.x (a int)", "create schema x",
            "set role isms_history", "set role isms_owner", "set role isms_search", "set role isms_migrator", "select history.install()", "select history.reconcile('app.specimen', 'history.specimen', '{}', '{}')",
            "insert into history.exempt values ('specimen', 'x')", "update history.source_column set column_name = 'x'", "select app.protect('app.specimen')", "select platform.expose('platform.specimen_setting', 'delete')",
            "create trigger x after insert on app.specimen for each row execute function history.write__specimen()", "create function app.tenant_id() returns uuid language sql return null", "alter table as_of.specimen rename to x",
            "update specimen_log set line = 'x'", "delete from specimen_log", "update platform.specimen_setting set value = 'x'", "delete from platform.migration", "drop table hangfire.job", "copy specimen_part (tenant_id, id, specimen_id, name) from program 'true'",
        })
        {
            (await RefusalAsync(sql)).ShouldBeOneOf("42501", "0A000");
        }
    }

    [Fact]
    public async Task Copy_into_a_table_with_row_level_security_is_refused()
    {
        await using var program = Db.ProgramWith(1);
        await using var connection = await program.OpenConnectionAsync();
        await Should.ThrowAsync<PostgresException>(async () =>
        {
            await using var writer = await connection.BeginTextImportAsync("copy app.specimen_part (tenant_id, id, specimen_id, name) from stdin");
            await writer.WriteAsync($"{_tenant}\t{_id}\t{_id}\tcopied\n");
        });
    }

    [Fact]
    public async Task Even_with_a_temporary_table_the_writer_of_history_cannot_be_hung_on_it()
    {
        await using var connection = await Db.Superuser.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("create temporary table specimen (like app.specimen); alter table specimen owner to isms_app; set role isms_app", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = "create trigger x after insert on pg_temp.specimen for each row execute function history.write__specimen()";
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501");
        command.CommandText = "reset role; drop table pg_temp.specimen";
        await command.ExecuteNonQueryAsync();
    }

    [Theory]
    [InlineData("2001-01-01"), InlineData("2999-01-01"), InlineData("infinity"), InlineData("-infinity"), InlineData("nonsense"), InlineData("")]
    public async Task A_forged_instant_shifts_nothing(string forged)
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, _id));
        var before = await Db.NowAsync();
        await Db.AsProgramAsync(_tenant, $"select set_config('app.instant', '{forged}', false); update specimen set impact = impact % 5 + 1");
        await Db.AsProgramAsync(_tenant, "select set_config('app.instant', '', false)");
        (await Db.ValueAsync<long>($"select count(*) from history.specimen where tenant_id = '{_tenant}' and valid_to = 'infinity' and valid_from between '{before:O}' and clock_timestamp()")).ShouldBe(1);
    }

    [Fact]
    public async Task The_past_shows_what_was_and_refuses_every_write()
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, _id, "then"));
        var then = await Db.NowAsync();
        await Db.AsProgramAsync(_tenant, "update specimen set title = 'now'");
        (await Db.ReadAsync(_tenant, "select title, version from specimen", then)).ShouldBe(["then|1"]);
        (await Db.ReadAsync(_tenant, "select title, version from specimen")).ShouldBe(["now|2"]);
        (await Db.ReadAsync(_other, "select title from specimen", then)).ShouldBeEmpty();
        foreach (var sql in new[] { "update specimen set impact = 1", "delete from specimen", "insert into specimen (tenant_id) values (null)" })
        {
            (await RefusalAsync(sql, "as_of", then)).ShouldBe("42501");
        }
    }

    [Fact]
    public async Task The_past_of_a_log_is_what_had_come_and_a_table_without_memory_has_none()
    {
        string Line(string text) => $"insert into specimen_log (tenant_id, id, line) values ('{_tenant}', gen_random_uuid(), '{text}'); insert into specimen_scratch (tenant_id, id) values ('{_tenant}', gen_random_uuid())";
        await Db.AsProgramAsync(_tenant, Line("then"));
        var then = await Db.NowAsync();
        await Db.AsProgramAsync(_tenant, Line("later"));
        (await Db.ReadAsync(_tenant, "select line from specimen_log", then)).ShouldBe(["then"]);
        (await Db.ReadAsync(_other, "select line from specimen_log", then)).ShouldBeEmpty();
        (await Db.ReadAsync(_tenant, "select id from specimen_scratch")).Count.ShouldBe(2);
        (await Db.ReadAsync(_tenant, "select id from specimen_scratch", then)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_version_rises_by_one_whoever_writes()
    {
        await Db.AsProgramAsync(_tenant, Insert(_tenant, _id));
        await Db.AsProgramAsync(_tenant, "update specimen set version = 77, title = 'x'; update specimen set impact = 2");
        (await Db.ReadAsync(_tenant, "select version from specimen")).ShouldBe(["3"]);
    }
}
