-- Every table can be asked about the past. A table with history shows what was valid then; a log, whose rows only come, shows
-- those that had come; a table without either (counters, working files) has no past and shows nothing. Never an error.

alter table history.exempt add column moment name;   -- of a log: the column with the instant of a row
comment on column history.exempt.moment is 'of a log: the column with the instant of a row';
update history.exempt set moment = 'at' where table_name = 'audit_event';

create function history.install_exempt_view(source oid, name name, moment name) returns void language plpgsql set search_path = '' as $$
declare
    cols name[];
begin
    select array_agg(attname order by attnum) into cols from pg_attribute where attrelid = source and attnum > 0 and not attisdropped;
    execute format('create view as_of.%I with (security_invoker = true) as select %s from %s where %s',
                   name, history.names('%1$I', cols, ', '), source::regclass, case when moment is null then 'false' else format('%I <= app.as_of()', moment) end);
    execute format('comment on view as_of.%I is %L', name, 'history.install');
    execute format('grant select on as_of.%I to isms_app', name);
end $$;

create or replace function history.install() returns void language plpgsql set search_path = '' as $$
declare
    t record;
begin
    set constraints all immediate;      -- what this transaction changed so far is written now, by the triggers of now
    perform pg_advisory_xact_lock(hashtextextended('history.install', 0));
    for t in select relname from pg_class where relnamespace = 'as_of'::regnamespace and relkind = 'v'
                and obj_description(oid, 'pg_class') = 'history.install' loop
        execute format('drop view as_of.%I', t.relname);       -- they depend on columns that may be about to change
    end loop;
    for t in select c.oid, c.relname, e.table_name is not null as exempt, e.moment
               from pg_class c left join history.exempt e on e.table_name = c.relname
              where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
              order by c.relname loop
        if t.exempt then
            perform history.install_exempt_view(t.oid, t.relname, t.moment);
        else
            perform history.install_table(t.oid, t.relname);
        end if;
    end loop;
end $$;
