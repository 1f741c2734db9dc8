using Npgsql;
using static IsmsPlatform.IntegrationTests.Postgres.SpecimenDatabase;

namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>A function of isms_search looks past row-level security, with its own tenant condition (architecture.md, section 3).</summary>
public sealed class SearchFunctionTests(SpecimenDatabase specimens) : IClassFixture<SpecimenDatabase>
{
    private TestDatabase Db => specimens.Db;

    private Task CreateAsync() => Db.AsOwnerAsync("""
        create policy search on app.specimen for select to isms_search using (true);
        grant select on app.specimen to isms_search;
        create function app.search_specimen(query text) returns table (id uuid) language sql stable security definer set search_path = '' as $$
            select s.id from app.specimen s where s.search @@ pg_catalog.websearch_to_tsquery('simple', query) and s.tenant_id = (select app.tenant_id())
        $$;
        alter function app.search_specimen owner to isms_search;
        grant execute on function app.search_specimen to isms_app;
        """);

    [Fact]
    public async Task Finds_only_what_the_tenant_has_by_an_index_that_the_program_alone_cannot_use()
    {
        await CreateAsync();
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        await Db.AsProgramAsync(a, Insert(a, Guid.NewGuid(), "flood in the cellar"));
        await Db.AsProgramAsync(b, Insert(b, Guid.NewGuid(), "flood in the attic"));
        const string Query = "select title from search_specimen('flood') join specimen using (id)";
        (await Db.ReadAsync(a, Query)).ShouldBe(["flood in the cellar"]);
        (await Db.ReadAsync(b, Query)).ShouldBe(["flood in the attic"]);
        (await Db.ValueAsync<long>("select count(*) from app.search_specimen('flood')", Db.Program)).ShouldBe(0);
        (await PlanAsync("isms_search", a)).ShouldContain("specimen_search");
        (await PlanAsync("isms_app", a)).ShouldNotContain("specimen_search"); // @@ is not leakproof
    }

    private async Task<string> PlanAsync(string role, Guid tenant)
    {
        await using var connection = await Db.Superuser.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"set role {role}; set enable_seqscan = off; set enable_indexscan = off; select set_config('app.tenant_id', '{tenant}', false)", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = "explain (costs off) select id from app.specimen where search @@ websearch_to_tsquery('simple', 'flood')";
        var plan = "";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) { plan += reader.GetString(0) + "\n"; }
        return plan;
    }
}
