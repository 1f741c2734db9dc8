using IsmsPlatform.Infrastructure.Postgres;

namespace IsmsPlatform.IntegrationTests.Postgres;

public sealed class MigratorTests(PostgresServer server)
{
    [Fact]
    public async Task Runs_every_script_once_and_says_which()
    {
        await using var db = await server.EmptyAsync();
        (await Migrator.PendingAsync(db.Program)).ShouldBe(EmbeddedSql.Migrations);
        (await Migrator.MigrateAsync(db.Migrator)).ShouldBe(EmbeddedSql.Migrations);
        (await Migrator.MigrateAsync(db.Migrator)).ShouldBeEmpty();
        (await Migrator.PendingAsync(db.Program)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_migrators_at_once_do_the_work_once()
    {
        await using var db = await server.EmptyAsync();
        var both = await Task.WhenAll(Migrator.MigrateAsync(db.Migrator), Migrator.MigrateAsync(db.Migrator));
        both.SelectMany(run => run).ShouldBe(EmbeddedSql.Migrations);
    }

    [Fact]
    public async Task A_restored_copy_learns_its_history_again_and_an_up_to_date_database_is_left_alone()
    {
        await using var db = await server.CloneAsync(); // a copy: the template's name for itself is not its own
        const string State = "select obj_description('history'::regnamespace, 'pg_namespace')";
        var home = await db.ValueAsync<string>("select history.home()");
        (await db.ValueAsync<string>(State)).ShouldNotStartWith(home);
        await Migrator.MigrateAsync(db.Migrator);
        (await db.ValueAsync<string>(State)).ShouldBe($"{home} {EmbeddedSql.Migrations[^1]}");

        await db.AsOwnerAsync("create table app.late (tenant_id uuid, id int, primary key (tenant_id, id))"); // by no migration: nobody looks
        await Migrator.MigrateAsync(db.Migrator);
        (await db.ValueAsync<bool>("select to_regclass('history.late') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_climate_determination_of_before_gets_an_owner_and_a_review_and_its_history_goes_on()
    {
        await using var db = await server.CloneAsync();
        await Migrator.MigrateAsync(db.Migrator); // the copy learns its history
        await db.AsOwnerAsync("""
            alter table app.climate_determination drop column owner_id, drop column next_review_on, drop column reviewed_on;
            select history.install();
            delete from platform.migration where scriptname like '%0034_climate_review.sql';
            insert into platform.tenant (id, slug, name, time_zone, created_at) select uuidv7(), s, s, 'UTC', now() from unnest('{known,unknown}'::text[]) s;
            insert into app.person (tenant_id, id, name, email, kind, status, language) select t.id, uuidv7(), n, n || '@example.com', 'Employee', 'Active', 'en' from platform.tenant t, unnest('{First,Second}'::text[]) n order by n;
            insert into app.climate_determination (tenant_id, id, is_relevant, rationale, determined_by_id, determined_on)
                select t.id, uuidv7(), true, 'Floods', (select p.id from app.person p where p.tenant_id = t.id and p.name = 'Second' and t.slug = 'known'), date '2026-01-31' from platform.tenant t;
            """);
        (await Migrator.MigrateAsync(db.Migrator)).ShouldHaveSingleItem();
        const string Rows = "select t.slug || ' ' || p.name || ' ' || c.next_review_on || ' ' || c.reviewed_on from {0}.climate_determination c join platform.tenant t on t.id = c.tenant_id join app.person p on p.id = c.owner_id order by 1";
        string[] expected = ["known Second 2027-01-31 2026-01-31", "unknown First 2027-01-31 2026-01-31"];
        (await db.LinesAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Rows, "app"))).ShouldBe(expected);
        (await db.LinesAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Rows, "history"))).Distinct().ShouldBe(expected);
    }

    [Fact]
    public async Task Everything_belongs_to_the_owner_and_the_program_reaches_the_jobs()
    {
        await using var db = await server.CloneAsync();
        (await db.LinesAsync("""
            select distinct c.relowner::regrole::text from pg_class c where c.relnamespace::regnamespace::text in ('app', 'history', 'as_of', 'platform', 'hangfire')
            """)).ShouldBe(["isms_owner"]);
        (await db.ValueAsync<long>("select count(*) from hangfire.job", db.Program)).ShouldBe(0);
        (await db.ValueAsync<long>("select nextval('hangfire.job_id_seq')", db.Program)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Setting_a_database_up_again_changes_only_the_passwords()
    {
        await using var db = await server.CloneAsync();
        var again = await DatabaseSetup.EnsureAsync(server.AdminConnectionString, db.Name, PostgresServer.AppPassword, PostgresServer.MigratorPassword);
        again.ShouldBe(new DatabaseConnections(db.App, db.Migrator));
        (await db.ValueAsync<string>("select current_user::text", db.Program)).ShouldBe("isms_app");
    }

    [Fact]
    public async Task A_consent_of_before_counts_for_the_risks_that_were_theirs_when_it_was_given()
    {
        await using var db = await server.CloneAsync();
        await Migrator.MigrateAsync(db.Migrator);
        await db.AsOwnerAsync("""
            alter table app.treatment_consent drop column risk_ids;
            select history.install();
            delete from platform.migration where scriptname like '%0060_consent_to_risks.sql';
            insert into platform.tenant (id, slug, name, time_zone, created_at) values (uuidv7(), 'agreed', 'agreed', 'UTC', now());
            insert into app.person (tenant_id, id, name, email, kind, status, language) select t.id, uuidv7(), n, n || '@example.com', 'Employee', 'Active', 'en' from platform.tenant t, unnest('{First,Second}'::text[]) n;
            insert into app.risk (tenant_id, id, code, title, kind, confidentiality, integrity, availability, personal_data, status, owner_id, next_review_on, inherent_likelihood, inherent_impact, inherent_level, current_likelihood, current_impact, current_level, target_likelihood, target_impact, target_level)
                select p.tenant_id, uuidv7(), 'RSK-' || p.name, 'Fire', 'Information', true, true, true, false, 'Evaluated', p.id, current_date, 0, 0, 0, 0, 0, 0, 0, 0, 0 from app.person p;
            insert into app.treatment_plan (tenant_id, id, code, name, period_from, period_to, status, owner_id, author_id, submission_no) select p.tenant_id, uuidv7(), 'TRP-1', 'Plan', current_date, current_date, 'Submitted', p.id, p.id, 1 from app.person p where p.name = 'First';
            insert into app.treatment_action (tenant_id, id, plan_id, title, owner_id, start_on, due_on, progress, status) select p.tenant_id, uuidv7(), p.id, 'Sprinkler', p.owner_id, current_date, current_date, 0, 'Planned' from app.treatment_plan p;
            insert into app.treatment_action_risk (tenant_id, id, action_id, risk_id) select a.tenant_id, uuidv7(), a.id, r.id from app.treatment_action a join app.risk r on r.tenant_id = a.tenant_id;
            insert into app.treatment_consent (tenant_id, id, plan_id, person_id, submission_no, decision) select p.tenant_id, uuidv7(), p.id, o.id, 1, 'Open' from app.treatment_plan p join app.person o on o.tenant_id = p.tenant_id;
            """);
        await db.AsOwnerAsync("update app.treatment_consent set decision = 'Given', decided_on = current_date");
        await db.AsOwnerAsync("update app.risk r set owner_id = p.id from app.person p where p.tenant_id = r.tenant_id and p.name = 'Second'");
        (await Migrator.MigrateAsync(db.Migrator)).ShouldHaveSingleItem();
        foreach (var schema in new[] { "app", "history" })
        {
            (await db.LinesAsync($"select distinct p.name || ' ' || r.code from {schema}.treatment_consent c join app.person p on p.id = c.person_id join app.risk r on r.id = any (c.risk_ids) order by 1")).ShouldBe(["First RSK-First", "Second RSK-Second"]);
        }
    }
}
