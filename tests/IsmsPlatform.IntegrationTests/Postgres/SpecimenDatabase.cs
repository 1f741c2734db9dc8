namespace IsmsPlatform.IntegrationTests.Postgres;

/// <summary>A clone with tables made as a migration makes them: what the foundation does is shown on these.</summary>
public sealed class SpecimenDatabase(PostgresServer server) : IAsyncLifetime
{
    public TestDatabase Db { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Db = await server.CloneAsync();
        await Db.AsOwnerAsync("""
            create table app.specimen (
                tenant_id  uuid not null,
                id         uuid not null,
                code       varchar(40) not null,
                title      varchar(200) not null,
                likelihood int not null default 1,
                impact     int not null default 1,
                score      int not null generated always as (likelihood * impact) stored,
                version    bigint not null default 1,
                search     tsvector not null generated always as (to_tsvector('simple', title)) stored,
                primary key (tenant_id, id),
                unique (tenant_id, code));
            create index specimen_title on app.specimen (tenant_id, title, id);
            create index specimen_search on app.specimen using gin (search) with (fastupdate = off);
            create table app.specimen_part (
                tenant_id   uuid not null,
                id          uuid not null,
                specimen_id uuid not null,
                name        text not null,
                primary key (tenant_id, id),
                foreign key (tenant_id, specimen_id) references app.specimen on delete cascade);
            create table app.specimen_tag (
                tenant_id   uuid not null,
                specimen_id uuid not null,
                tag         text not null,
                primary key (tenant_id, specimen_id, tag),
                foreign key (tenant_id, specimen_id) references app.specimen on delete cascade);
            create table app.specimen_log (
                tenant_id uuid not null,
                id        uuid not null,
                line      text not null,
                at        timestamptz not null default clock_timestamp(),
                primary key (tenant_id, id));
            create table app.specimen_scratch (
                tenant_id uuid not null,
                id        uuid not null,
                primary key (tenant_id, id));
            insert into history.exempt values ('specimen_log', 'a log: rows are only ever added', 'at'), ('specimen_scratch', 'a working file', null);
            select app.protect('app.specimen'), app.protect('app.specimen_part'), app.protect('app.specimen_tag'), app.protect('app.specimen_log'), app.protect('app.specimen_scratch');
            revoke update, delete on app.specimen_log from isms_app;
            create table platform.specimen_setting (id int primary key, value text not null);
            select platform.expose('platform.specimen_setting', 'select, insert');
            select history.install();
            """);
    }

    /// <summary>The text of an INSERT by the program.</summary>
    public static string Insert(Guid tenant, Guid id, string title = "t")
        => $"insert into specimen (tenant_id, id, code, title) values ('{tenant}', '{id}', '{id}', '{title}');";

    /// <summary>All versions of a tenant's specimens: title, version, still valid.</summary>
    public Task<List<string>> VersionsAsync(Guid tenant)
        => Db.LinesAsync($"select title, version, valid_to = 'infinity' from history.specimen where tenant_id = '{tenant}' order by valid_from");

    public Task<long> OverlapsAsync() => Db.ValueAsync<long>("""
        select count(*) from history.specimen a join history.specimen b
            on a.tenant_id = b.tenant_id and a.id = b.id and a.ctid <> b.ctid and a.valid_from < b.valid_to and b.valid_from < a.valid_to
        """);

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
