using Npgsql;

namespace IsmsPlatform.IntegrationTests.Isolation;

/// <summary>
/// The walls as the catalogue shows them. Every relation is in one class (tenant, history, past, platform, jobs) and keeps the
/// rules of its class; each query names what breaks one rule.
/// </summary>
internal static class CatalogueRules
{
    /// <summary>Tables without a tenant, each with the reason why it needs none.</summary>
    internal static readonly IReadOnlyDictionary<string, string> PlatformTables = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["migration"] = "journal of the migrator",
        ["tenant"] = "address and state of each organisation",
        ["account"] = "people sign in before a tenant is known",
        ["session"] = "a sign-in is one of an account, whatever tenants it enters",
        ["account_passkey"] = "another way into an account",
        ["account_token"] = "second factor of an account",
        ["account_login"] = "external sign-in of an account",
        ["account_claim"] = "Identity's store; holds nothing of a tenant",
        ["membership"] = "decides which tenants an account may enter",
        ["invitation"] = "is opened by a link, before a tenant is known",
        ["api_client"] = "is looked up by its key, before a tenant is known",
        ["annex_a_control"] = "ships with the product, the same for all",
        ["starter_threat"] = "ships with the product, the same for all",
        ["starter_vulnerability"] = "ships with the product, the same for all",
        ["operator_entry"] = "is asked at the door, before a tenant is entered",
        ["outbox_mail"] = "is delivered by one job for all tenants",
        ["setting"] = "switches of the installation",
        ["data_protection_key"] = "protects the cookies of all",
    };

    private static readonly (string Rule, string Sql)[] Rules =
    [
        ("is in no known schema", """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'app', 'history', 'as_of', 'platform', 'hangfire')
            """),
        ("is a materialised view or a foreign table: row-level security does not reach it", """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('m', 'f') and n.nspname !~ '^pg_'
            """),
        ("has no tenant_id uuid not null", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
               and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.atttypid = 'uuid'::regtype and a.attnotnull)
            """),
        ("has no forced row-level security", """
            select c.oid::regclass::text from pg_class c where c.relnamespace in ('app'::regnamespace, 'history'::regnamespace) and c.relkind in ('r', 'p')
               and c.relname not in ('exempt', 'source_table', 'source_column') and not (c.relrowsecurity and c.relforcerowsecurity)
            """),
        ("does not have exactly the tenant policy for isms_app", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
               and (select array_agg(p.polname::text || '|' || p.polcmd::text || '|' || p.polpermissive::text || '|' || coalesce(pg_get_expr(p.polqual, p.polrelid), '-') || '|' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-'))
                      from pg_policy p where p.polrelid = c.oid and ('isms_app'::regrole = any (p.polroles) or p.polroles = '{0}'))
                   is distinct from array['tenant|*|true|(tenant_id = ( SELECT app.tenant_id() AS tenant_id))|(tenant_id = ( SELECT app.tenant_id() AS tenant_id))']
            """),
        ("lets isms_app read the past of others", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'history'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('exempt', 'source_table', 'source_column')
               and (select array_agg(p.polname::text || '|' || p.polcmd::text || '|' || coalesce(pg_get_expr(p.polqual, p.polrelid), '-'))
                      from pg_policy p where p.polrelid = c.oid and ('isms_app'::regrole = any (p.polroles) or p.polroles = '{0}'))
                   is distinct from array['tenant|r|(tenant_id = ( SELECT app.tenant_id() AS tenant_id))']
            """),
        ("has a primary key or unique index that does not begin with tenant_id", """
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
             where c.relnamespace = 'app'::regnamespace and i.indisunique
               and (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) is distinct from 'tenant_id'
            """),
        ("has no primary key", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
            """),
        ("is a foreign key between tenant tables that does not carry the tenant", """
            select f.conrelid::regclass || '.' || f.conname from pg_constraint f join pg_class t on t.oid = f.confrelid join pg_class s on s.oid = f.conrelid
             where f.contype = 'f' and t.relnamespace = 'app'::regnamespace
               and not ((select a.attname from pg_attribute a where a.attrelid = s.oid and a.attnum = f.conkey[1]) = 'tenant_id'
                    and (select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = f.confkey[1]) = 'tenant_id')
            """),
        ("names a record of its tenant in a column without a foreign key", """
            select c.oid::regclass || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'uuid'::regtype and (a.attname like '%\_id' or a.attname like '%\_by') and a.attname <> 'tenant_id'
               and (c.relname, a.attname) not in (('audit_event', 'actor_id'), ('import_file', 'created_by'), ('risk_draft', 'created_by'))   -- of an account
               and not (a.attname = 'subject_id' and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'subject_type'))   -- of many kinds: SubjectKinds finds it
               and not exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey))
            """),
        ("sets a tenant to null when its target goes", """
            select f.conrelid::regclass || '.' || f.conname from pg_constraint f join pg_class s on s.oid = f.conrelid
             where f.contype = 'f' and s.relnamespace = 'app'::regnamespace and f.confdeltype in ('n', 'd')
               and (f.confdelsetcols is null or exists (select from pg_attribute a where a.attrelid = s.oid and a.attname = 'tenant_id' and a.attnum = any (f.confdelsetcols)))
            """),
        ("has no history and no reason why", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
               and not exists (select from history.exempt e where e.table_name = c.relname)
               and not (exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'z_history' and t.tgenabled = 'O' and t.tgdeferrable)
                    and to_regclass('history.' || quote_ident(c.relname)) is not null and to_regclass('as_of.' || quote_ident(c.relname)) is not null)
            """),
        ("cannot be asked about the past", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and to_regclass('as_of.' || quote_ident(c.relname)) is null
            """),
        ("is a view that looks with its owner's eyes", """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'v' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not coalesce(c.reloptions, '{}') @> '{security_invoker=true}'
            """),
        ("is a view of the past that can be written", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'as_of'::regnamespace
               and (has_table_privilege('isms_app', c.oid, 'INSERT') or has_table_privilege('isms_app', c.oid, 'UPDATE') or has_table_privilege('isms_app', c.oid, 'DELETE'))
            """),
        ("can be changed although it is history", """
            select c.oid::regclass::text from pg_class c where c.relnamespace = 'history'::regnamespace and c.relkind in ('r', 'p')
               and (has_table_privilege('isms_app', c.oid, 'INSERT') or has_table_privilege('isms_app', c.oid, 'UPDATE') or has_table_privilege('isms_app', c.oid, 'DELETE') or has_table_privilege('isms_app', c.oid, 'TRUNCATE'))
            """),
        ("is a log that can be altered", """
            select r from unnest('{UPDATE,DELETE,TRUNCATE}'::text[]) r where has_table_privilege('isms_app', 'app.audit_event', r)
            """),
        ("belongs to somebody else than isms_owner", """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname in ('app', 'history', 'as_of', 'platform', 'hangfire') and c.relkind in ('r', 'p', 'v', 'S') and c.relowner <> 'isms_owner'::regrole
            """),
        ("is a function that acts with its owner's rights and is not on the list", """
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where p.prosecdef and n.nspname !~ '^pg_' and p.oid::regprocedure::text <> all ('{"app.search_asset(text,text[])","as_of.search_asset(text,text[])","app.search_risk(text,text[])","as_of.search_risk(text,text[])","app.search_audit_event(text,text[],uuid[],text[],text[],uuid[],timestamp with time zone,timestamp with time zone,integer)","as_of.search_audit_event(text,text[],uuid[],text[],text[],uuid[],timestamp with time zone,timestamp with time zone,integer)"}')   -- each with a test of its own
               and not (n.nspname = 'history' and p.proname like 'write\_\_%' and p.proowner = 'isms_history'::regrole and p.proconfig @> '{"search_path=\"\""}')
            """),
        ("may be used by everybody", """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
             where n.nspname in ('app', 'history', 'as_of', 'platform', 'hangfire', 'public') and a.grantee = 0
            """),
    ];

    /// <summary>One line per broken rule: what, and which rule.</summary>
    internal static async Task<IReadOnlyList<string>> BrokenAsync(NpgsqlConnection connection)
    {
        List<string> broken = [];
        foreach (var (rule, sql) in Rules)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) { broken.Add($"{reader.GetString(0)} {rule}"); }
        }
        await using var tables = new NpgsqlCommand("select relname::text from pg_class where relnamespace = 'platform'::regnamespace and relkind in ('r', 'p')", connection);
        await using var names = await tables.ExecuteReaderAsync();
        while (await names.ReadAsync())
        {
            if (!PlatformTables.ContainsKey(names.GetString(0))) { broken.Add($"platform.{names.GetString(0)} has no reason to be without a tenant"); }
        }
        return broken;
    }
}
