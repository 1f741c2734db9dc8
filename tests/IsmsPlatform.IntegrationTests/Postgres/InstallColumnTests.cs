using Npgsql;
using static IsmsPlatform.IntegrationTests.Postgres.InstallDatabase;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>Columns are added, filled, renamed, dropped, retyped; the past stays readable under today's names.</summary>
public sealed class InstallColumnTests(InstallDatabase install) : IClassFixture<InstallDatabase>
{
    private TestDatabase Db => install.Db;

    private Guid Tenant => install.Tenant;

    [Fact]
    public async Task An_added_column_has_its_default_in_the_past()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"alter table app.{t} add a boolean not null default true, add b text, add c varchar(9) not null default 'it''s', add d text[] not null default '{{x,y}}'" + Install);
        (await install.PastAsync(t, then, "id, name, size, a, b, c, array_to_string(d, '+')")).ShouldBe(["1|one|1|True|null|it's|x+y", "2|one|1|True|null|it's|x+y"]);
        (await install.VersionsAsync(t)).ShouldBe(2); // no new versions
        await Db.AsOwnerAsync($"update app.{t} set b = 'new' where id = 1");
        (await install.PastAsync(t, await Db.NowAsync(), "id, b")).ShouldBe(["1|new", "2|null"]);
        (await install.VersionsAsync(t)).ShouldBe(3);
    }

    [Fact]
    public async Task A_column_that_the_migration_fills_and_then_requires()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"set constraints all immediate; alter table app.{t} add a text; update app.{t} set a = 'filled ' || id; alter table app.{t} alter column a set not null" + Install);
        (await install.PastAsync(t, then, "id, a")).ShouldBe(["1|filled 1", "2|filled 2"]); // earlier versions show what the row has now
        (await install.PastAsync(t, await Db.NowAsync(), "id, a")).ShouldBe(["1|filled 1", "2|filled 2"]);
    }

    [Fact]
    public async Task Required_without_a_value_for_a_row_of_the_past_is_refused_until_the_migration_says_one()
    {
        var (t, _) = await install.TableAsync();
        await Db.AsOwnerAsync($"set constraints all immediate; delete from app.{t} where id = 2; alter table app.{t} add a text; update app.{t} set a = 'x'; alter table app.{t} alter column a set not null");
        (await Should.ThrowAsync<PostgresException>(() => Db.AsOwnerAsync("select history.install()"))).SqlState.ShouldBe("23502");
        await Db.AsOwnerAsync($"alter table history.{t} add a text; update history.{t} set a = 'unknown'" + Install);
    }

    [Fact]
    public async Task Computed_columns_stored_and_virtual()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"alter table app.{t} add s int generated always as (size * 2) stored, add v int generated always as (size * 3) virtual" + Install);
        (await install.PastAsync(t, then, "id, s, v")).ShouldBe(["1|2|3", "2|2|3"]);
        await Db.AsOwnerAsync($"update app.{t} set size = 10 where id = 1");
        (await install.PastAsync(t, await Db.NowAsync(), "id, s, v")).ShouldBe(["1|20|30", "2|2|3"]);
    }

    [Fact]
    public async Task A_volatile_default_and_an_identity()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"alter table app.{t} add u uuid not null default gen_random_uuid(), add n bigint not null generated always as identity" + Install);
        (await install.PastAsync(t, await Db.NowAsync(), "id, u, n")).ShouldBe(await Db.LinesAsync($"select id, u, n from app.{t} order by id"));
        (await install.PastAsync(t, then, "id, u, n")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Renamed_columns_keep_their_past_even_if_two_swap_names()
    {
        var (t, then) = await install.TableAsync("a text, b text", "'a', 'b'");
        await Db.AsOwnerAsync($"alter table app.{t} rename a to x; alter table app.{t} rename b to a; alter table app.{t} rename x to b" + Install);
        (await install.PastAsync(t, then, "id, b, a")).ShouldBe(["1|a|b", "2|a|b"]);
        await Db.AsOwnerAsync($"update app.{t} set b = 'A' where id = 1");
        (await install.PastAsync(t, await Db.NowAsync(), "id, b, a")).ShouldBe(["1|A|b", "2|a|b"]);
    }

    [Fact]
    public async Task A_dropped_column_keeps_its_values_and_its_name_is_free()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"alter table app.{t} drop column name" + Install);
        (await install.PastAsync(t, then, "id, size")).ShouldBe(["1|1", "2|1"]);
        await Db.AsOwnerAsync($"set constraints all immediate; insert into app.{t} values ('{Tenant}', 3, 3); alter table app.{t} add name date not null default '2026-01-01'" + Install);
        (await install.PastAsync(t, then, "id, size, name::text")).ShouldBe(["1|1|2026-01-01", "2|1|2026-01-01"]);
        (await Db.LinesAsync($"select coalesce(name__dropped_3, '') from history.{t} order by id")).ShouldBe(["one", "one", ""]);
    }

    [Fact]
    public async Task A_dropped_and_added_column_between_two_installs()
    {
        var (t, then) = await install.TableAsync();
        await Db.AsOwnerAsync($"alter table app.{t} drop column name; alter table app.{t} add name int not null default 7" + Install);
        (await install.PastAsync(t, then, "id, size, name")).ShouldBe(["1|1|7", "2|1|7"]);
    }

    [Fact]
    public async Task A_changed_type_and_a_wider_one()
    {
        var (t, then) = await install.TableAsync("name varchar(10) not null, size int not null", "'one', 1");
        await Db.AsOwnerAsync($"alter table app.{t} alter name type varchar(20), alter size type numeric(10, 2)" + Install);
        (await install.PastAsync(t, then, "id, name, size")).ShouldBe(["1|one|1.00", "2|one|1.00"]);
        await Db.AsOwnerAsync($"update app.{t} set size = size / 4");
        (await install.PastAsync(t, await Db.NowAsync(), "id, size")).ShouldBe(["1|0.25", "2|0.25"]);
    }
}
