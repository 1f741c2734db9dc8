-- The foundation: schemas, the tenant of a transaction, versions, memory. Runs as isms_owner, who owns the database.
-- Tenant tables live in app (app.protect), tables without tenant in platform (platform.expose); nothing is public.
do $$ begin execute format('revoke temporary, create on database %I from public', current_database()); end $$;  -- a temporary table shadows every other one
revoke all on schema public from public;

create schema if not exists platform;                            -- the migrator's journal is there already
create schema app;
create schema history;
create schema as_of;
create schema hangfire;
grant usage on schema app, history, as_of, platform, hangfire to isms_app;
grant usage on schema app, history to isms_history;
grant usage on schema app, history to isms_search;
grant create on schema history to isms_history;                  -- needed to own functions there; nobody can log in as it
grant create on schema app, as_of to isms_search;

alter default privileges for role isms_owner revoke execute on functions from public;

create function app.tenant_id() returns uuid language sql stable parallel safe
    return nullif(pg_catalog.current_setting('app.tenant_id', true), '')::uuid;

create function app.as_of() returns timestamptz language sql stable parallel safe
    return nullif(pg_catalog.current_setting('app.as_of', true), '')::timestamptz;

grant execute on function app.tenant_id(), app.as_of() to isms_app, isms_history, isms_search;

-- Concurrency token: an ordinary column, so history and the as_of views have it too (a view has no xmin).
create function app.next_version() returns trigger language plpgsql set search_path = '' as $$
begin
    new.version := old.version + 1;
    return new;
end $$;

-- What a migration calls for a new tenant table: isolation, rights, version. Idempotent.
create function app.protect(tab regclass) returns void language plpgsql set search_path = '' as $$
begin
    execute format('alter table %s enable row level security, force row level security', tab);
    execute format('drop policy if exists tenant on %s', tab);
    execute format('create policy tenant on %s to isms_app using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()))', tab);
    execute format('drop policy if exists migration on %s', tab);
    execute format('create policy migration on %s to isms_owner using (true) with check (true)', tab);  -- FORCE binds the owner too
    execute format('grant select, insert, update, delete on %s to isms_app', tab);
    if exists (select from pg_catalog.pg_attribute where attrelid = tab and attname = 'version' and not attisdropped) then
        execute format('create or replace trigger a_version before update on %s for each row execute function app.next_version()', tab);
    end if;
end $$;

-- The same for a table without tenant: exactly the named rights. Idempotent.
create function platform.expose(tab regclass, privileges text) returns void language plpgsql set search_path = '' as $$
begin
    if (select relnamespace from pg_catalog.pg_class where oid = tab) is distinct from 'platform'::regnamespace then
        raise exception '%: only tables of the schema platform are exposed; a table with a tenant is protected', tab;
    end if;
    if privileges !~ '^(select|insert|update|delete)(, *(select|insert|update|delete))*$' then
        raise exception '%: name the rights as a list of select, insert, update, delete', privileges;
    end if;
    execute format('revoke all on %s from isms_app', tab);
    execute format('grant %s on %s to isms_app', privileges, tab);
end $$;

-- Memory. history.x holds every committed state of app.x; as_of.x shows the one that was valid at app.as_of().
-- A migration that changes rows and then their table says in between: set constraints all immediate;  (PostgreSQL refuses to
-- alter a table with pending trigger events). The migrator ends with select history.install(): idempotent, for all tables. A
-- migration that changes data after it renamed or dropped columns calls it itself in between.

create table history.exempt (table_name name primary key, reason text not null check (reason <> ''));

-- Which history column belongs to which column: by attribute number, so that a rename is a rename and not a loss.
-- `home` names the database: after a restore the numbers are others, and the map is learnt again by name.
create table history.source_table  (home text, relid oid, history_relid oid not null, primary key (home, relid));
create table history.source_column (home text, relid oid, attnum int2, column_name name not null, primary key (home, relid, attnum));

create function history.home() returns text language sql stable set search_path = ''
    return (select s.system_identifier || '/' || d.oid from pg_catalog.pg_control_system() s, pg_catalog.pg_database d
             where d.datname = pg_catalog.current_database());

-- One instant for everything that a transaction changes: the clock at its first change. The setting is believed only if it
-- lies inside the running transaction, so a forged one shifts nothing by more than the transaction lasts.
create function history.instant() returns timestamptz language plpgsql volatile set search_path = '' as $$
declare
    i timestamptz;
begin
    begin
        i := nullif(current_setting('app.instant', true), '')::timestamptz;
    exception when invalid_datetime_format or datetime_field_overflow then i := null;
    end;
    if i is null or i < transaction_timestamp() or i > clock_timestamp() then
        i := clock_timestamp();
        perform set_config('app.instant', i::text, true);
    end if;
    return i;
end $$;

create function history.install() returns void language plpgsql set search_path = '' as $$
declare
    t record;
begin
    set constraints all immediate;      -- what this transaction changed so far is written now, by the triggers of now
    perform pg_advisory_xact_lock(hashtextextended('history.install', 0));
    for t in select relname from pg_class where relnamespace = 'as_of'::regnamespace and relkind = 'v'
                and obj_description(oid, 'pg_class') = 'history.install' loop
        execute format('drop view as_of.%I', t.relname);       -- they depend on columns that may be about to change
    end loop;
    for t in select c.oid, c.relname from pg_class c
              where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
                and not exists (select from history.exempt e where e.table_name = c.relname)
              order by c.relname loop
        perform history.install_table(t.oid, t.relname);
    end loop;
end $$;

create function history.install_table(source oid, name name) returns void language plpgsql set search_path = '' as $$
declare
    target   text := format('history.%I', name);
    old_name name;
    fresh    boolean := false;
    keys     name[];
    cols     name[];
    stored   name[];    -- without virtual columns: a trigger's transition table does not compute them
begin
    select array_agg(a.attname order by k.n) into keys
      from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k (attnum, n)
      join pg_attribute a on a.attrelid = source and a.attnum = k.attnum
     where i.indrelid = source and i.indisprimary;
    if keys[1] is distinct from 'tenant_id' then
        raise exception 'app.%: the primary key must begin with tenant_id', name;
    end if;
    if exists (select from pg_attribute where attrelid = source and attname in ('valid_from', 'valid_to', 'recorded') and not attisdropped) then
        raise exception 'app.%: valid_from, valid_to and recorded are columns of its history; name the table''s own ones otherwise', name;
    end if;

    select r.relname into old_name from history.source_table s join pg_class r on r.oid = s.history_relid
     where s.home = history.home() and s.relid = source;
    if old_name <> name then                                    -- the table was renamed: its past moves along
        execute format('alter table history.%I rename to %I', old_name, name);
        execute format('drop function history.%I() cascade', 'write__' || old_name);
    elsif to_regclass(target) is null then
        fresh := true;
        execute format('create table %s (valid_from timestamptz not null, valid_to timestamptz not null, recorded xid8 not null, check (valid_from < valid_to))', target);
    end if;
    insert into history.source_table values (history.home(), source, target::regclass) on conflict do nothing;

    perform history.sync_columns(source, target::regclass, keys, fresh);
    select array_agg(attname order by attnum), array_agg(attname order by attnum) filter (where attgenerated <> 'v') into cols, stored
      from pg_attribute where attrelid = source and attnum > 0 and not attisdropped;

    if fresh then
        execute format('alter table %s add primary key (%s, valid_to)', target, history.names('%1$I', keys, ', '));
        execute format('create index on %s (tenant_id, valid_to, valid_from)', target);     -- counts and figures of the past
        execute format('alter table %s enable row level security, force row level security', target);
        execute format('create policy tenant on %s for select to isms_app using (tenant_id = (select app.tenant_id()))', target);
        execute format('create policy writer on %s to isms_history using (true) with check (true)', target);
        execute format('grant select on %s to isms_app', target);
        execute format('grant select, insert, update, delete on %s to isms_history', target);
    end if;
    perform history.mirror_indexes(source, target::regclass);
    perform history.create_writer(source::regclass, target::regclass, name, keys, stored);
    perform history.reconcile(source::regclass, target::regclass, keys, stored);

    execute format('create view as_of.%I with (security_invoker = true) as select %s from %s where valid_from <= app.as_of() and valid_to > app.as_of()',
                   name, history.names('%1$I', cols, ', '), target);
    execute format('comment on view as_of.%I is %L', name, 'history.install');
    execute format('grant select on as_of.%I to isms_app', name);
end $$;

-- names('n.%1$I', '{a,b}', ', ') = 'n.a, n.b'
create function history.names(pattern text, columns name[], separator text) returns text language sql immutable set search_path = ''
    return (select string_agg(format(pattern, c), separator order by n) from unnest(columns) with ordinality u (c, n));

create function history.sync_columns(source oid, target regclass, keys name[], fresh boolean) returns void language plpgsql set search_path = '' as $$
declare
    here text := history.home();
    c    record;
begin
    -- Dropped: the values stay, under another name.
    for c in select m.attnum, m.column_name from history.source_column m
              where m.home = here and m.relid = source
                and not exists (select from pg_attribute a where a.attrelid = source and a.attnum = m.attnum and not a.attisdropped) loop
        execute format('alter table %s alter column %I drop not null', target, c.column_name);
        execute format('alter table %s rename column %I to %I', target, c.column_name, left(c.column_name, 45) || '__dropped_' || c.attnum);
        delete from history.source_column m where m.home = here and m.relid = source and m.attnum = c.attnum;
    end loop;

    -- Renamed: by way of a third name, because two columns may have changed names with each other.
    for c in select m.attnum, m.column_name, '__moving_' || m.attnum as via
               from history.source_column m join pg_attribute a on a.attrelid = source and a.attnum = m.attnum
              where m.home = here and m.relid = source and a.attname <> m.column_name loop
        execute format('alter table %s rename column %I to %I', target, c.column_name, c.via);
        update history.source_column m set column_name = c.via where m.home = here and m.relid = source and m.attnum = c.attnum;
    end loop;
    for c in select m.attnum, m.column_name, a.attname
               from history.source_column m join pg_attribute a on a.attrelid = source and a.attnum = m.attnum
              where m.home = here and m.relid = source and a.attname <> m.column_name loop
        execute format('alter table %s rename column %I to %I', target, c.column_name, c.attname);
        update history.source_column m set column_name = c.attname where m.home = here and m.relid = source and m.attnum = c.attnum;
    end loop;

    -- New columns, changed types, NOT NULL.
    for c in select a.attnum, a.attname, a.attnotnull, format_type(a.atttypid, a.atttypmod)
                    || case when a.attcollation <> t.typcollation then format(' collate %s', a.attcollation::regcollation) else '' end as type,
                    case when a.atthasmissing then (a.attmissingval::text::text[])[1] end as missing,
                    pg_get_expr(d.adbin, d.adrelid) as expression,
                    h.attname is not null as known, h.attnotnull as h_notnull,
                    (h.atttypid, h.atttypmod) is distinct from (a.atttypid, a.atttypmod) as other_type,
                    a.attgenerated = 'v' as virtual, pg_get_expr(d.adbin, d.adrelid) is distinct from pg_get_expr(e.adbin, e.adrelid) as other_expression
               from pg_attribute a join pg_type t on t.oid = a.atttypid
               left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
               left join pg_attribute h on h.attrelid = target and h.attname = a.attname and h.attnum > 0 and not h.attisdropped
               left join pg_attrdef e on e.adrelid = h.attrelid and e.adnum = h.attnum
              where a.attrelid = source and a.attnum > 0 and not a.attisdropped
              order by a.attnum loop
        insert into history.source_column values (here, source, c.attnum, c.attname) on conflict do nothing;
        if c.virtual then                                       -- computed here as there
            if not c.known or c.other_type or c.other_expression then
                execute format('alter table %s drop column if exists %I', target, c.attname);
                execute format('alter table %s add column %I %s generated always as (%s) virtual', target, c.attname, c.type, c.expression);
            end if;
            continue;
        end if;
        if not c.known then
            -- The past shows what PostgreSQL gave the rows that existed: the default of that moment (stored once, no rewrite).
            execute format('alter table %s add column %I %s', target, c.attname, c.type) || coalesce(format(' default %L', c.missing), '');
            execute format('alter table %s alter column %I drop default', target, c.attname);
            if fresh or c.missing is not null then
                null;
            elsif c.expression is not null then                 -- generated, or a default that is computed per row
                execute format('update %s set %I = %s', target, c.attname, c.expression);
            else                                                -- filled by the migration: earlier versions show the same
                execute format('update %s h set %2$I = s.%2$I from %s s where %s', target, c.attname, source::regclass, history.names('h.%1$I = s.%1$I', keys, ' and '));
            end if;
        elsif c.other_type then
            execute format('alter table %s alter column %I type %s using %2$I::%3$s', target, c.attname, c.type);
        end if;
        if c.attnotnull and c.h_notnull is not true then        -- fails if the past has rows without a value: the migration must say what to show
            execute format('alter table %s alter column %I set not null', target, c.attname);
        elsif c.h_notnull and not c.attnotnull then
            execute format('alter table %s alter column %I drop not null', target, c.attname);
        end if;
    end loop;
end $$;

-- Every plain btree index of the table, with the validity behind its columns: a list of the past reads it in the order of the
-- present and drops the versions of other times inside the index.
create function history.mirror_indexes(source oid, target regclass) returns void language plpgsql set search_path = '' as $$
declare
    i record;
    wanted name[] := '{}';
begin
    for i in select left(c.relname, 61) || '_h' as name, string_agg(pg_get_indexdef(x.indexrelid, k::int, false)
                        || case when not o.opcdefault then ' ' || o.opcname else '' end
                        || case x.indoption[k - 1] & 3 when 1 then ' desc nulls last' when 2 then ' nulls first' when 3 then ' desc' else '' end, ', ' order by k) as columns
               from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am m on m.oid = c.relam
              cross join generate_series(1, x.indnkeyatts) k join pg_opclass o on o.oid = x.indclass[k - 1]
              where x.indrelid = source and not x.indisprimary and x.indpred is null and x.indisvalid and m.amname = 'btree'
              group by c.relname loop
        wanted := wanted || i.name::name;
        if obj_description(to_regclass('history.' || quote_ident(i.name)), 'pg_class') is distinct from i.columns then
            execute format('drop index if exists history.%I', i.name);
            execute format('create index %I on %s (%s, valid_from, valid_to)', i.name, target, i.columns);
            execute format('comment on index history.%I is %L', i.name, i.columns);
        end if;
    end loop;
    for i in select c.relname as name from pg_index x join pg_class c on c.oid = x.indexrelid
              where x.indrelid = target and c.relname like '%\_h' and obj_description(c.oid, 'pg_class') is not null and c.relname <> all (wanted) loop
        execute format('drop index history.%I', i.name);
    end loop;
end $$;

-- The writer: per row, and deferred to COMMIT. So the instant is the one at which others begin to see the change (measured: a reader
-- of then and a look back agree), it is the same for all rows of a transaction, and every statement below is one index lookup.
create function history.create_writer(source regclass, target regclass, name name, keys name[], cols name[]) returns void language plpgsql set search_path = '' as $$
declare
    fn text := format('history.%I()', 'write__' || name);
begin
    execute format($sql$
        create or replace function %1$s returns trigger language plpgsql security definer set search_path = '' as $body$
        declare
            at constant timestamptz := history.instant();
            tx constant xid8 := pg_current_xact_id();
        begin
            if tg_relid <> %2$L::regclass then
                raise exception 'this function is for %%', %2$L;
            end if;
            if tg_op <> 'INSERT' then
                -- Close the version, but never before its beginning ...
                update %3$s h set valid_to = greatest(at, h.valid_from + interval '1 microsecond') where %6$s and h.valid_to = 'infinity' and h.recorded <> tx;
                -- ... unless this transaction wrote it: nobody saw it, so it is replaced.
                if not found then
                    if tg_op = 'UPDATE' then
                        update %3$s h set %8$s where %6$s and h.valid_to = 'infinity' and h.recorded = tx;
                    else
                        delete from %3$s h where %6$s and h.valid_to = 'infinity' and h.recorded = tx;
                    end if;
                    if found then return null; end if;
                    raise exception '%%: a changed row has no open version in history', %2$L using errcode = 'data_corrupted';
                end if;
            end if;
            if tg_op <> 'DELETE' then    -- begins where the last version of this key ended
                insert into %3$s (%4$s, valid_from, valid_to, recorded)
                values (%5$s, greatest(at, (select h.valid_to from %3$s h where %7$s and h.valid_to < 'infinity' order by h.valid_to desc limit 1)), 'infinity', tx);
            end if;
            return null;
        end $body$
        $sql$,
        fn, source::text, target::text, history.names('%1$I', cols, ', '), history.names('new.%1$I', cols, ', '),
        history.names('h.%1$I = old.%1$I', keys, ' and '), history.names('h.%1$I = new.%1$I', keys, ' and '), history.names('%1$I = new.%1$I', cols, ', '));
    execute format('revoke all on function %s from public', fn);  -- or the program could hang it on a temporary table of its own
    execute format('alter function %s owner to isms_history', fn);
    execute format('drop trigger if exists z_history on %s', source);
    execute format('create constraint trigger z_history after insert or update or delete on %s deferrable initially deferred for each row execute function %s', source, fn);
end $$;

-- Rows that were there before the triggers, and what a migration changed without them (a rewritten column).
create function history.reconcile(source regclass, target regclass, keys name[], cols name[]) returns void language plpgsql set search_path = '' as $$
declare
    same_key text := history.names('h.%1$I = s.%1$I', keys, ' and ');
    at timestamptz := history.instant();
begin
    execute format('update %s h set valid_to = greatest($1, valid_from + interval ''1 microsecond'') where valid_to = ''infinity''
                     and not exists (select from %s s where %s and record_image_eq(row(%s), row(%s)))',
                   target, source, same_key, history.names('h.%1$I', cols, ', '), history.names('s.%1$I', cols, ', ')) using at;
    execute format('insert into %1$s (%2$s, valid_from, valid_to, recorded)
                    select %3$s, greatest($1, (select max(h.valid_to) from %1$s h where %4$s)), ''infinity'', pg_current_xact_id() from %5$s s
                     where not exists (select from %1$s h where %4$s and h.valid_to = ''infinity'')',
                   target, history.names('%1$I', cols, ', '), history.names('s.%1$I', cols, ', '), same_key, source) using at;
end $$;

grant execute on function history.instant() to isms_history;
