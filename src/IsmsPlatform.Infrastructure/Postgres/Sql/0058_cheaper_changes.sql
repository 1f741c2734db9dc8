-- What a change costs beside what it is without memory. Reaching the leaves of the mirrored B-trees is most of it: that the version that ends stands in them
-- and so does the one that begins is little more than one alone, so fewer indexes help and fewer versions do not.

-- A version ends and the next begins in one statement: prepared once, and the beginning is known where the end was written.
create or replace function history.create_writer(source regclass, target regclass, name name, keys name[], cols name[]) returns void language plpgsql set search_path = '' as $$
declare
    fn text := format('history.%I()', 'write__' || name);
begin
    execute format($sql$
        create or replace function %1$s returns trigger language plpgsql security definer set search_path = '' as $body$
        declare
            at constant timestamptz := history.instant();
            tx constant xid8 := pg_current_xact_id();
            edited constant boolean := tg_op = 'UPDATE' and %9$s;    -- another key is another record
        begin
            if tg_relid <> %2$L::regclass then
                raise exception 'this function is for %%', %2$L;
            end if;
            if edited then
                -- Close the version, but never before its beginning, and open the next ...
                with ended as (
                    update %3$s h set valid_to = greatest(at, h.valid_from + interval '1 microsecond') where %6$s and h.valid_to = 'infinity' and h.recorded <> tx returning h.valid_to)
                insert into %3$s (%4$s, valid_from, valid_to, recorded) select %5$s, ended.valid_to, 'infinity', tx from ended;
                -- ... unless this transaction wrote it: nobody saw it, so it is replaced.
                if not found then
                    update %3$s h set %8$s where %6$s and h.valid_to = 'infinity' and h.recorded = tx;
                end if;
            elsif tg_op <> 'INSERT' then
                update %3$s h set valid_to = greatest(at, h.valid_from + interval '1 microsecond') where %6$s and h.valid_to = 'infinity' and h.recorded <> tx;
                if not found then
                    delete from %3$s h where %6$s and h.valid_to = 'infinity' and h.recorded = tx;
                end if;
            end if;
            if tg_op <> 'INSERT' and not found then
                raise exception '%%: a changed row has no open version in history', %2$L using errcode = 'data_corrupted';
            end if;
            if tg_op <> 'DELETE' and not edited then    -- begins where the last version of this key ended
                insert into %3$s (%4$s, valid_from, valid_to, recorded)
                values (%5$s, greatest(at, (select h.valid_to from %3$s h where %7$s and h.valid_to < 'infinity' order by h.valid_to desc limit 1)), 'infinity', tx);
            end if;
            return null;
        end $body$
        $sql$,
        fn, source::text, target::text, history.names('%1$I', cols, ', '), history.names('new.%1$I', cols, ', '),
        history.names('h.%1$I = old.%1$I', keys, ' and '), history.names('h.%1$I = new.%1$I', keys, ' and '), history.names('%1$I = new.%1$I', cols, ', '),
        history.names('new.%1$I = old.%1$I', keys, ' and '));
    execute format('revoke all on function %s from public', fn);  -- or the program could hang it on a temporary table of its own
    execute format('alter function %s owner to isms_history', fn);
    execute format('drop trigger if exists z_history on %s', source);
    execute format('create constraint trigger z_history after insert or update or delete on %s deferrable initially deferred for each row execute function %s', source, fn);
end $$;

-- Every plain btree index of the table but those that say that nothing but the present needs them.
create or replace function history.mirror_indexes(source oid, target regclass) returns void language plpgsql set search_path = '' as $$
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
                and obj_description(x.indexrelid, 'pg_class') is distinct from 'present only'
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
-- Who imports looks for rows by these two (the register is sorted by code_sort), and whoever leaves for what they keep.
comment on index app.asset_code is 'present only';
comment on index app.asset_source is 'present only';
comment on index app.asset_custodian is 'present only';

-- The condition of a trigger is parsed and planned with every statement, and this one called functions: it cost more than what it saved.
create or replace function history.write__asset_wording() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    words constant text := app.asset_words(new.name, new.code, new.external_id);
begin
    if tg_relid <> 'app.asset'::regclass then
        raise exception 'this function is for app.asset';
    end if;
    if tg_op = 'INSERT' or words <> app.asset_words(old.name, old.code, old.external_id) then
        insert into history.asset_wording values (new.tenant_id, new.id, words);
    end if;
    return null;
end $$;

create or replace function history.write__risk_wording() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    words constant text := app.risk_words(new.title, new.code, new.scenario);
begin
    if tg_relid <> 'app.risk'::regclass then
        raise exception 'this function is for app.risk';
    end if;
    if tg_op = 'INSERT' or words <> app.risk_words(old.title, old.code, old.scenario) then
        insert into history.risk_wording values (new.tenant_id, new.id, words);
    end if;
    return null;
end $$;

create or replace trigger reworded after update of name, code, external_id on app.asset for each row execute function history.write__asset_wording();
create or replace trigger reworded after update of title, code, scenario on app.risk for each row execute function history.write__risk_wording();
