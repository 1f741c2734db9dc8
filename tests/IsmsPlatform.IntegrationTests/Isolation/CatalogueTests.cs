using IsmsPlatform.IntegrationTests.Postgres;
using Npgsql;

namespace IsmsPlatform.IntegrationTests.Isolation;

public sealed class CatalogueTests(CatalogueTests.OwnDatabase own) : IClassFixture<CatalogueTests.OwnDatabase>
{
    /// <summary>A clone for this class: its changes take locks that other tests would wait for.</summary>
    public sealed class OwnDatabase(PostgresServer server) : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Database = await server.CloneAsync();

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }

    [Fact]
    public async Task Every_relation_keeps_the_rules_of_its_class()
    {
        await using var connection = await own.Database.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        (await CatalogueRules.BrokenAsync(connection)).ShouldBeEmpty();
    }

    // Each rule bites: the guilty change turns it red. All in one transaction that is rolled back, so the order does not matter.
    public static TheoryData<string, string> Guilty => new()
    {
        { "create schema elsewhere; create table elsewhere.t (id int)", "is in no known schema" },
        { "create materialized view app.m as select 1 as x", "is a materialised view" },
        { "create table app.t (id uuid primary key)", "has no tenant_id" },
        { "alter table app.asset no force row level security", "has no forced row-level security" },
        { "alter table app.asset disable row level security", "has no forced row-level security" },
        { "alter table history.asset no force row level security", "has no forced row-level security" },
        { "drop policy tenant on app.asset", "exactly the tenant policy" },
        { "create policy open on app.asset for select to isms_app using (true)", "exactly the tenant policy" },
        { "create policy open on app.asset for select to public using (true)", "exactly the tenant policy" },
        { "alter policy tenant on app.person using (true)", "exactly the tenant policy" },
        { "alter policy tenant on history.person using (true)", "read the past of others" },
        { "alter table app.asset add constraint global_name unique (name)", "does not begin with tenant_id" },
        { "create table app.t (tenant_id uuid not null)", "has no primary key" },
        { "alter table app.asset add constraint a unique (tenant_id, id), add column other_id uuid; alter table app.asset_dependency add constraint b foreign key (id, tenant_id) references app.asset (id, tenant_id)", "does not carry the tenant" },
        { "alter table app.asset add column friend_id uuid", "without a foreign key" },
        { "alter table app.asset drop constraint asset_tenant_id_owner_id_fkey", "without a foreign key" },
        { "alter table app.asset drop constraint asset_tenant_id_owner_id_fkey, add foreign key (tenant_id, owner_id) references app.person on delete set null", "sets a tenant to null" },
        { "create table app.t (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id)); select app.protect('app.t')", "has no history" },
        { "alter table app.asset disable trigger z_history", "has no history" },
        { "create view app.v as select * from app.asset", "its owner's eyes" },
        { "grant update on as_of.asset to isms_app", "past that can be written" },
        { "grant insert on history.asset to isms_app", "although it is history" },
        { "grant delete on app.audit_event to isms_app", "log that can be altered" },
        { "alter table app.location owner to postgres", "somebody else than isms_owner" },
        { "create function app.f() returns int language sql security definer as 'select 1'", "not on the list" },
        { "grant select on app.asset to public", "used by everybody" },
        { "create table platform.secret (id int)", "no reason to be without a tenant" },
    };

    [Theory]
    [MemberData(nameof(Guilty))]
    public async Task A_hole_in_a_wall_is_seen(string change, string rule)
    {
        await using var connection = await own.Database.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var guilty = new NpgsqlCommand(change, connection, transaction)) { await guilty.ExecuteNonQueryAsync(TestContext.Current.CancellationToken); }
        (await CatalogueRules.BrokenAsync(connection)).ShouldContain(b => b.Contains(rule, StringComparison.Ordinal));
    }
}
