using Npgsql;
using static IsmsPlatform.IntegrationTests.Postgres.InstallDatabase;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>Tables come, go, and change as a whole; history.install() follows, and no past is lost.</summary>
public sealed class InstallTests(InstallDatabase install) : IClassFixture<InstallDatabase>
{
    private TestDatabase Db => install.Db;

    private Guid Tenant => install.Tenant;

    [Fact]
    public async Task Twice_changes_nothing()
    {
        var (t, then) = await install.TableAsync();
        const string Shape = """
            select string_agg(x, E'\n' order by x)
              from (select format('%s.%s.%s %s', relnamespace::regnamespace, relname, attname, format_type(atttypid, atttypmod)) x
                      from pg_class c join pg_attribute a on a.attrelid = c.oid where relnamespace::regnamespace::text in ('app', 'history', 'as_of')) s
            """;
        var before = await Db.ValueAsync<string>(Shape);
        await Db.AsOwnerAsync("select history.install(); select history.install()");
        (await Db.ValueAsync<string>(Shape)).ShouldBe(before);
        (await install.VersionsAsync(t)).ShouldBe(2);
        (await install.PastAsync(t, then, "id, name, size")).ShouldBe(["1|one|1", "2|one|1"]);
    }

    [Fact]
    public async Task Changes_before_and_after_install_in_one_transaction()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"insert into app.{t} values ('{Tenant}', 3, 'x', 3); update app.{t} set size = 5 where id = 1" + Install + $"; update app.{t} set size = 6 where id < 3; delete from app.{t} where id = 3");
        (await install.PastAsync(t, then, "id, size")).ShouldBe(["1|1", "2|1"]);
        (await install.PastAsync(t, await Db.NowAsync(), "id, size")).ShouldBe(["1|6", "2|6"]);
        (await install.VersionsAsync(t)).ShouldBe(4);
    }

    [Fact]
    public async Task Altering_a_changed_table_without_immediate_constraints_is_refused_by_PostgreSQL()
    {
        var (t, _) = await install.TableAsync();
        (await Should.ThrowAsync<PostgresException>(() => Db.AsOwnerAsync($"update app.{t} set size = 2; alter table app.{t} add a text"))).SqlState.ShouldBe("55006");
    }

    [Fact]
    public async Task A_renamed_table_keeps_its_past()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"alter table app.{t} rename to {t}_new" + Install);
        (await install.PastAsync(t + "_new", then, "id, name")).ShouldBe(["1|one", "2|one"]);
        await Db.AsOwnerAsync($"update app.{t}_new set size = 2");
        (await install.VersionsAsync(t + "_new")).ShouldBe(4);
        (await Should.ThrowAsync<PostgresException>(() => install.PastAsync(t, then, "id"))).SqlState.ShouldBe("42P01");
    }

    [Fact]
    public async Task A_table_with_rows_begins_its_memory_now_and_a_dropped_table_keeps_it()
    {
        var t = "t" + Guid.NewGuid().ToString("N")[..8];
        await Db.AsOwnerAsync($"create table app.{t} (tenant_id uuid, id int, data json, primary key (tenant_id, id)); select app.protect('app.{t}'); insert into app.{t} values ('{Tenant}', 1, '{{}}')" + Install);
        (await install.PastAsync(t, await Db.NowAsync(), "id")).Count.ShouldBe(1);
        await Db.AsOwnerAsync($"drop table app.{t}" + Install);
        (await install.VersionsAsync(t)).ShouldBe(1);
    }

    [Fact]
    public async Task Indexes_follow()
    {
        var (t, _) = await install.TableAsync();
        var mirrored = $"select indexdef from pg_indexes where schemaname = 'history' and tablename = '{t}' and indexname like '%\\_h' order by 1";
        await Db.AsOwnerAsync($"create index {t}_name on app.{t} (tenant_id, name desc, id); create index {t}_low on app.{t} (tenant_id, lower(name))" + Install);
        (await Db.LinesAsync(mirrored)).ShouldBe([
            $"CREATE INDEX {t}_low_h ON history.{t} USING btree (tenant_id, lower(name), valid_from, valid_to)",
            $"CREATE INDEX {t}_name_h ON history.{t} USING btree (tenant_id, name DESC, id, valid_from, valid_to)"]);
        await Db.AsOwnerAsync($"drop index app.{t}_low; alter table app.{t} rename name to label" + Install);
        (await Db.LinesAsync(mirrored)).ShouldBe([$"CREATE INDEX {t}_name_h ON history.{t} USING btree (tenant_id, label DESC, id, valid_from, valid_to)"]);
        await Db.AsOwnerAsync($"comment on index app.{t}_name is 'present only'" + Install);
        (await Db.LinesAsync(mirrored)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_restore_the_map_is_learnt_again()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync("delete from history.source_table where home <> history.home(); delete from history.source_column where home <> history.home()"); // the template's
        await Db.AsOwnerAsync("update history.source_table set home = 'elsewhere'; update history.source_column set home = 'elsewhere', attnum = attnum + 100" + Install);
        await Db.AsOwnerAsync($"alter table app.{t} rename name to label" + Install);
        (await install.PastAsync(t, then, "id, label")).ShouldBe(["1|one", "2|one"]);
    }

    [Theory]
    [InlineData("tenant_id uuid, id int primary key", "must begin with tenant_id")]
    [InlineData("tenant_id uuid, id int, valid_to date, primary key (tenant_id, id)", "are columns of its history")]
    public async Task A_table_that_history_cannot_follow_is_refused_with_a_sentence(string columns, string sentence)
    {
        await Db.AsOwnerAsync($"create table app.bad ({columns})");
        try { (await Should.ThrowAsync<PostgresException>(() => Db.AsOwnerAsync("select history.install()"))).MessageText.ShouldContain(sentence); }
        finally { await Db.AsOwnerAsync("drop table app.bad"); }
    }
}
