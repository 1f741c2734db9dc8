using Npgsql;
using static IsmsPlatform.IntegrationTests.Postgres.SpecimenDatabase;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>What the triggers remember.</summary>
public sealed class HistoryTests(SpecimenDatabase specimens) : IClassFixture<SpecimenDatabase>
{
    private readonly Guid _tenant = Guid.NewGuid(), _id = Guid.NewGuid();

    private TestDatabase Db => specimens.Db;

    private Task WriteAsync(string sql) => Db.AsProgramAsync(_tenant, sql);

    private Task<List<string>> VersionsAsync() => specimens.VersionsAsync(_tenant);

    [Fact]
    public async Task Two_changes_in_one_transaction_are_one_version()
    {
        await WriteAsync(Insert(_tenant, _id, "one") + "update specimen set title = 'two'");
        await WriteAsync("update specimen set title = 'three'; update specimen set title = 'four'; update specimen set title = 'five'");
        (await VersionsAsync()).ShouldBe(["two|2|False", "five|5|True"]);
    }

    [Fact]
    public async Task A_mixed_statement_closes_old_rows_and_replaces_own_ones()
    {
        await WriteAsync(Insert(_tenant, _id, "old"));
        await WriteAsync(Insert(_tenant, Guid.NewGuid(), "new") + "update specimen set title = title || '!'; update specimen set title = title || '?'");
        (await VersionsAsync()).Order(StringComparer.Ordinal).ShouldBe(["new!?|3|True", "old!?|3|True", "old|1|False"]);

        await WriteAsync(Insert(_tenant, Guid.NewGuid(), "brief") + "delete from specimen");
        (await VersionsAsync()).Count(l => l.EndsWith("False", StringComparison.Ordinal)).ShouldBe(3);
        (await VersionsAsync()).ShouldNotContain(l => l.StartsWith("brief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Insert_and_delete_in_one_transaction_leave_nothing_and_a_key_can_return()
    {
        await WriteAsync(Insert(_tenant, _id) + "delete from specimen");
        (await VersionsAsync()).ShouldBeEmpty();
        await WriteAsync(Insert(_tenant, _id, "one"));
        await WriteAsync("delete from specimen;" + Insert(_tenant, _id, "two") + "delete from specimen;" + Insert(_tenant, _id, "three"));
        await WriteAsync("delete from specimen");
        await WriteAsync(Insert(_tenant, _id, "four"));
        (await VersionsAsync()).ShouldBe(["one|1|False", "three|1|False", "four|1|True"]);
        (await specimens.OverlapsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_rolled_back_savepoint_leaves_nothing()
    {
        await WriteAsync(Insert(_tenant, _id, "one") + "savepoint s; update specimen set title = 'wrong'; delete from specimen; rollback to s; update specimen set title = 'right'");
        (await VersionsAsync()).ShouldBe(["right|2|True"]);
    }

    [Fact]
    public async Task On_conflict_merge_cascade_and_empty_statements()
    {
        await WriteAsync("update specimen set title = 'nobody'; delete from specimen");
        await WriteAsync(Insert(_tenant, _id, "one") + $"insert into specimen_part values ('{_tenant}', '{_id}', '{_id}', 'x'); insert into specimen_tag values ('{_tenant}', '{_id}', 'A.5.9')");
        await WriteAsync($"insert into specimen (tenant_id, id, code, title) values ('{_tenant}', '{_id}', 'x', 'two') on conflict (tenant_id, id) do update set title = excluded.title");
        await WriteAsync($"merge into specimen s using (values ('{_id}'::uuid)) v (id) on s.id = v.id when matched then update set title = 'three'");
        await WriteAsync("delete from specimen"); // cascades
        (await VersionsAsync()).ShouldBe(["one|1|False", "two|2|False", "three|3|False"]);
        (await Db.LinesAsync($"select name from history.specimen_part where tenant_id = '{_tenant}' and valid_to < 'infinity'")).ShouldBe(["x"]);
        (await Db.LinesAsync($"select tag from history.specimen_tag where tenant_id = '{_tenant}' and valid_to < 'infinity'")).ShouldBe(["A.5.9"]);
    }

    [Fact]
    public async Task Contention_never_turns_time_round()
    {
        await using var program = Db.ProgramWith(9);
        for (var i = 0; i < 3; i++) { await WriteAsync(Insert(_tenant, Guid.NewGuid())); }
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await TestDatabase.AsProgramAsync(program, _tenant,
            $"update specimen set impact = 1 where code = (select min(code) from specimen); update specimen set title = 'x{i}' where code = (select max(code) from specimen)"));
        (await specimens.OverlapsAsync()).ShouldBe(0);
        (await VersionsAsync()).Count.ShouldBe(403);
        // The order of the versions is the order of the commits.
        (await Db.ValueAsync<long>($"select count(*) from (select version - lag(version) over (partition by id order by valid_from) as step from history.specimen where tenant_id = '{_tenant}') s where step <> 1")).ShouldBe(0);
    }

    [Fact]
    public async Task A_changed_key_ends_one_record_and_begins_another()
    {
        var other = Guid.NewGuid();
        await WriteAsync(Insert(_tenant, _id));
        await WriteAsync($"update specimen set id = '{other}'");
        (await Db.LinesAsync($"select id, valid_to = 'infinity' from history.specimen where tenant_id = '{_tenant}' order by valid_from")).ShouldBe([$"{_id}|False", $"{other}|True"]);
        await WriteAsync($"update specimen set title = 'between'; update specimen set id = '{_id}', title = 'back'"); // what nobody saw leaves nothing
        (await VersionsAsync()).ShouldBe(["t|1|False", "t|2|False", "back|4|True"]);
        (await specimens.OverlapsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_changed_and_deleted_at_once_ends_as_it_was()
    {
        await WriteAsync(Insert(_tenant, _id, "one"));
        await WriteAsync("update specimen set title = 'two'; delete from specimen");
        (await VersionsAsync()).ShouldBe(["one|1|False"]);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_stops_nobody_and_keeps_the_order()
    {
        await WriteAsync(Insert(_tenant, _id, "one"));
        await Db.AsSuperuserAsync($"update history.specimen set valid_from = valid_from + interval '1 hour' where tenant_id = '{_tenant}'");
        await WriteAsync("update specimen set title = 'two'");
        await WriteAsync("update specimen set title = 'three'");
        (await VersionsAsync()).ShouldBe(["one|1|False", "two|2|False", "three|3|True"]);
        (await specimens.OverlapsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Constraints_made_immediate_by_the_program_change_only_the_instant()
    {
        await WriteAsync("set constraints all immediate;" + Insert(_tenant, _id, "one") + "update specimen set title = 'two'; set constraints all deferred; update specimen set title = 'three'");
        (await VersionsAsync()).ShouldBe(["three|3|True"]);
    }

    [Fact]
    public async Task A_change_that_history_cannot_hold_does_not_happen()
    {
        await WriteAsync(Insert(_tenant, _id, "one"));
        await Db.AsSuperuserAsync($"delete from history.specimen where tenant_id = '{_tenant}'");
        (await Should.ThrowAsync<PostgresException>(() => WriteAsync("update specimen set title = 'two'"))).SqlState.ShouldBe(PostgresErrorCodes.DataCorrupted);
        (await Db.LinesAsync($"select title from app.specimen where tenant_id = '{_tenant}'")).ShouldBe(["one"]);
        await Db.AsOwnerAsync("select history.install()"); // heals: the memory begins again
        await WriteAsync("update specimen set title = 'two'");
    }

    /// <summary>One instant per transaction, taken when it commits (architecture.md, section 4).</summary>
    [Fact]
    public async Task A_look_back_agrees_with_what_a_reader_saw_then()
    {
        await WriteAsync(Insert(_tenant, Guid.NewGuid(), "0") + Insert(_tenant, Guid.NewGuid(), "0"));
        var seen = new List<(string At, string State)>();
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var line = (await Db.LinesAsync($"select clock_timestamp()::text, string_agg(title, ',' order by code) from app.specimen where tenant_id = '{_tenant}'"))[0].Split('|');
                seen.Add((line[0], line[1]));
                await Task.Delay(10);
            }
        });
        await WriteAsync("select pg_sleep(0.1); update specimen set title = '1' where code = (select min(code) from specimen); select pg_sleep(0.2); update specimen set title = '1' where code = (select max(code) from specimen); select pg_sleep(0.2)");
        await Task.Delay(100);
        await stop.CancelAsync();
        await reader;

        var wrong = 0;
        foreach (var (at, state) in seen)
        {
            var then = await Db.ValueAsync<string>($"select string_agg(title, ',' order by code) from history.specimen where tenant_id = '{_tenant}' and valid_from <= '{at}' and valid_to > '{at}'");
            then.ShouldBeOneOf("0,0", "1,1"); // never half a transaction
            if (then != state) { wrong++; }
        }
        seen.Count.ShouldBeGreaterThan(10);
        wrong.ShouldBeLessThanOrEqualTo(2); // the time that COMMIT takes after its triggers
    }
}
