using Npgsql;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>Which server the program talks to, and as whom: for the health page.</summary>
public sealed record DatabaseIdentity(string Version, string Role);

/// <summary>
/// The program refuses to start under a role that could look past row-level security, or that could change the walls
/// (architecture.md, section 3).
/// </summary>
public static class RoleSelfCheck
{
    // Each row says one thing that the role may not be or have.
    private const string Sql = """
        with me as (select r.* from pg_catalog.pg_roles r where r.rolname in (current_user, session_user))
        select 'is a superuser' from me where rolsuper
        union all select 'may bypass row-level security' from me where rolbypassrls
        union all select 'may create roles' from me where rolcreaterole
        union all select 'may create databases' from me where rolcreatedb
        union all select 'may replicate' from me where rolreplication
        union all select 'is a member of ' || r.rolname from me join pg_catalog.pg_roles r on r.oid <> me.oid and pg_catalog.pg_has_role(me.oid, r.oid, 'MEMBER')
                   where not me.rolsuper and (r.rolname in ('isms_owner', 'isms_migrator', 'isms_history', 'isms_search') or r.rolname like 'pg\_%'
                                              or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb)
        union all select 'owns the schema ' || n.nspname from me join pg_catalog.pg_namespace n on n.nspowner = me.oid
        union all select 'owns ' || c.oid::regclass from me join pg_catalog.pg_class c on c.relowner = me.oid and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relpersistence <> 't'
        union all select 'owns the function ' || p.oid::regprocedure from me join pg_catalog.pg_proc p on p.proowner = me.oid
        union all select 'may create objects in the schema ' || n.nspname from me join pg_catalog.pg_namespace n on pg_catalog.has_schema_privilege(me.oid, n.oid, 'CREATE')
                   where not me.rolsuper and n.nspname !~ '^pg_(toast|temp)'
        union all select 'may create ' || p.what || ' in the database ' || d.datname
                    from me cross join (values ('CREATE', 'schemas'), ('TEMP', 'temporary tables')) p (privilege, what)
                    join pg_catalog.pg_database d on d.datname = current_database() and pg_catalog.has_database_privilege(me.oid, d.oid, p.privilege)
                   where not me.rolsuper
        """;

    public static async Task<DatabaseIdentity> CheckAsync(NpgsqlDataSource app, CancellationToken ct = default)
    {
        await using var connection = await app.OpenConnectionAsync(ct);
        DatabaseSetup.RequireVersion(connection);
        var role = "";
        await using (var who = new NpgsqlCommand("select current_user::text", connection)) { role = (string)(await who.ExecuteScalarAsync(ct))!; }
        var reasons = await ReasonsAsync(connection, ct);
        if (reasons.Count > 0)
        {
            var more = reasons.Count > 5 ? $" and {reasons.Count - 5} more" : "";
            throw new DatabaseRefusedException(
                $"The role '{role}' is stronger than the program may be: it {string.Join(", ", reasons.Take(5))}{more}. Connect as isms_app, made by roles.sql.");
        }
        return new(connection.ServerVersion, role);
    }

    internal static async Task<List<string>> ReasonsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var reasons = new List<string>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) { reasons.Add(reader.GetString(0)); }
        return reasons;
    }
}
