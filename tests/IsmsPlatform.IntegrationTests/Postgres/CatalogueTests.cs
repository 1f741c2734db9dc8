using IsmsPlatform.Infrastructure.Postgres;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>Roles, rights and settings as PostgreSQL's catalogue tells them.</summary>
public sealed class CatalogueTests(SpecimenDatabase specimens) : IClassFixture<SpecimenDatabase>
{
    private TestDatabase Db => specimens.Db;

    /// <summary>Names every tenant table whose memory lacks one of its walls.</summary>
    private const string Unremembered = """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname not in (select table_name from history.exempt)
           and not exists (
               select from pg_class h join pg_class v on v.relname = h.relname and v.relnamespace = 'as_of'::regnamespace
                where h.relnamespace = 'history'::regnamespace and h.relname = c.relname
                  and h.relrowsecurity and h.relforcerowsecurity and h.relowner = 'isms_owner'::regrole
                  and v.reloptions @> '{security_invoker=true}'
                  and has_table_privilege('isms_app', h.oid, 'select') and not has_table_privilege('isms_app', h.oid, 'insert, update, delete, truncate, references, trigger')
                  and has_table_privilege('isms_app', v.oid, 'select') and not has_table_privilege('isms_app', v.oid, 'insert, update, delete')
                  and (select count(*) from pg_policy p where p.polrelid = h.oid and 'isms_app'::regrole = any (p.polroles) and p.polcmd = 'r') = 1
                  and not exists (select from pg_policy p where p.polrelid = h.oid and 0 = any (p.polroles))
                  and (select count(*) from pg_trigger t join pg_proc f on f.oid = t.tgfoid where t.tgrelid = c.oid and t.tgenabled = 'O' and f.prosecdef and 'search_path=""' = any (f.proconfig)
                          and f.proowner = 'isms_history'::regrole and not has_function_privilege('isms_app', f.oid, 'execute') and t.tgdeferrable and t.tginitdeferred) = 1)
        """;

    [Fact]
    public async Task Every_tenant_table_has_a_protected_history() => (await Db.LinesAsync(Unremembered)).ShouldBeEmpty();

    [Theory]
    [InlineData("alter table history.specimen no force row level security", "alter table history.specimen force row level security")]
    [InlineData("grant insert on history.specimen to isms_app", "revoke insert on history.specimen from isms_app")]
    [InlineData("alter table app.specimen disable trigger z_history", "alter table app.specimen enable trigger z_history")]
    [InlineData("alter view as_of.specimen reset (security_invoker)", "alter view as_of.specimen set (security_invoker = true)")]
    public async Task The_check_of_the_histories_bites(string mutant, string cure)
    {
        await Db.AsOwnerAsync(mutant);
        try { (await Db.LinesAsync(Unremembered)).ShouldBe(["specimen"]); }
        finally { await Db.AsOwnerAsync(cure); }
    }

    [Fact]
    public async Task Only_the_migrator_and_the_program_can_log_in_and_nobody_is_strong()
        => (await Db.LinesAsync("select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname like 'isms\\_%' order by rolname"))
            .ShouldBe(["isms_app|True|False", "isms_history|False|False", "isms_migrator|True|False", "isms_owner|False|False", "isms_search|False|False"]);

    [Fact]
    public async Task The_programs_settings_are_those_of_roles_sql()
        => (await Db.LinesAsync("select unnest(setconfig) from pg_db_role_setting where setrole = 'isms_app'::regrole and setdatabase = 0 order by 1"))
            .ShouldBe(["idle_in_transaction_session_timeout=30s", "plan_cache_mode=force_generic_plan", "search_path=\"\"", "transaction_timeout=30s"]);

    [Fact]
    public async Task The_migrator_is_nobody_until_it_becomes_the_owner()
    {
        await using var migrator = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Db.Migrator) { Pooling = false }.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => Db.ValueAsync<long>("select count(*) from app.specimen", migrator))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task Nothing_is_public()
        => (await Db.LinesAsync("""
            select n.nspname from pg_namespace n, aclexplode(n.nspacl) x where x.grantee = 0 and n.nspname not in ('pg_catalog', 'information_schema')
            union all select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) x where x.grantee = 0 and c.relnamespace::regnamespace::text in ('app', 'history', 'as_of', 'platform', 'hangfire')
            union all select p.oid::regprocedure::text from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
                       where x.grantee = 0 and p.pronamespace::regnamespace::text in ('app', 'history', 'as_of', 'platform', 'hangfire')
            union all select d.datname from pg_database d, aclexplode(d.datacl) x where x.grantee = 0 and d.datname = current_database()
            """)).ShouldBeEmpty();

    [Theory]
    [InlineData("platform.specimen_setting", "truncate")]
    [InlineData("platform.specimen_setting", "select; drop table app.specimen")]
    [InlineData("app.specimen", "select")]
    public async Task Only_named_rights_on_platform_tables_are_exposed(string table, string rights)
        => (await Should.ThrowAsync<PostgresException>(() => Db.AsOwnerAsync($"select platform.expose('{table}', '{rights}')"))).SqlState.ShouldBe("P0001");

    [Fact]
    public async Task The_programs_role_passes_its_own_check()
    {
        await using var program = Db.ProgramWith(1);
        var identity = await RoleSelfCheck.CheckAsync(program);
        identity.Role.ShouldBe("isms_app");
        identity.Version.ShouldStartWith("18.");
    }

    [Fact]
    public async Task The_program_refuses_a_superuser_and_the_migrator()
    {
        (await Should.ThrowAsync<DatabaseRefusedException>(() => RoleSelfCheck.CheckAsync(Db.Superuser))).Message.ShouldContain("is a superuser");
        await using var migrator = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Db.Migrator) { Pooling = false }.ConnectionString);
        (await Should.ThrowAsync<DatabaseRefusedException>(() => RoleSelfCheck.CheckAsync(migrator))).Message.ShouldContain("is a member of isms_owner");
        (await Should.ThrowAsync<DatabaseRefusedException>(() => RoleSelfCheck.CheckAsync(Db.Owner))).Message.ShouldContain("is a member of isms_history");
    }

    [Theory]
    [InlineData("create table app.guilty (id int); alter table app.guilty owner to guilty", "owns app.guilty")]
    [InlineData("grant create on schema app to guilty", "may create objects in the schema app")]
    [InlineData("do $$ begin execute format('grant temporary on database %I to guilty', current_database()); end $$", "may create temporary tables")]
    [InlineData("alter role guilty bypassrls", "may bypass row-level security")]
    [InlineData("alter role guilty createrole", "may create roles")]
    [InlineData("grant pg_read_all_data to guilty", "is a member of pg_read_all_data")]
    [InlineData("grant isms_search to guilty", "is a member of isms_search")]
    public async Task The_program_refuses_a_role_that_could_change_the_walls(string crime, string sentence)
    {
        // Roles are the cluster's, and the test must not leave one: everything happens in a transaction that is rolled back.
        await using var connection = await Db.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"create role guilty; {crime}; set local role guilty", connection, transaction)) { await command.ExecuteNonQueryAsync(); }
        (await RoleSelfCheck.ReasonsAsync(connection, CancellationToken.None)).ShouldContain(r => r.StartsWith(sentence, StringComparison.Ordinal));
        await transaction.RollbackAsync();
    }
}
