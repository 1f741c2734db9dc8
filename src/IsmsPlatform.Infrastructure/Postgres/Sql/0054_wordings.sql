-- The past is searched by wordings, not by versions. A word index over all versions of a record took an entry for each trigram with every change, twice: of the
-- version that ends and of the one that begins. It was half of what a change cost. Most changes leave name and code as they are, so each wording that a record
-- ever had is kept once; which version of the record was valid then, history.asset says, and whether it has the words.
create table history.asset_wording (tenant_id uuid not null, id uuid not null, words text not null);
create table history.risk_wording (like history.asset_wording including all);

do $$
declare
    t name;
begin
    foreach t in array '{asset_wording,risk_wording}'::name[] loop
        execute format('alter table history.%I enable row level security, force row level security', t);
        execute format('create policy tenant on history.%I for select to isms_app using (tenant_id = (select app.tenant_id()))', t);
        execute format('create policy writer on history.%I to isms_history using (true) with check (true)', t);
        execute format('create policy search on history.%I for select to isms_search using (true)', t);
        execute format('grant insert on history.%I to isms_history', t);
        execute format('grant select on history.%I to isms_search', t);
    end loop;
end $$;

create function history.write__asset_wording() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if tg_relid <> 'app.asset'::regclass then
        raise exception 'this function is for app.asset';
    end if;
    insert into history.asset_wording values (new.tenant_id, new.id, app.asset_words(new.name, new.code, new.external_id));
    return null;
end $$;

create function history.write__risk_wording() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if tg_relid <> 'app.risk'::regclass then
        raise exception 'this function is for app.risk';
    end if;
    insert into history.risk_wording values (new.tenant_id, new.id, app.risk_words(new.title, new.code, new.scenario));
    return null;
end $$;
revoke all on function history.write__asset_wording(), history.write__risk_wording() from public;
alter function history.write__asset_wording() owner to isms_history;
alter function history.write__risk_wording() owner to isms_history;

create trigger worded after insert on app.asset for each row execute function history.write__asset_wording();
create trigger reworded after update of name, code, external_id on app.asset for each row
    when (app.asset_words(new.name, new.code, new.external_id) <> app.asset_words(old.name, old.code, old.external_id)) execute function history.write__asset_wording();
create trigger worded after insert on app.risk for each row execute function history.write__risk_wording();
create trigger reworded after update of title, code, scenario on app.risk for each row
    when (app.risk_words(new.title, new.code, new.scenario) <> app.risk_words(old.title, old.code, old.scenario)) execute function history.write__risk_wording();

set constraints all immediate;
insert into history.asset_wording select distinct tenant_id, id, app.asset_words(name, code, external_id) from history.asset;
insert into history.risk_wording select distinct tenant_id, id, app.risk_words(title, code, scenario) from history.risk;
create index asset_wording_words on history.asset_wording using gin (tenant_id, words extension.gin_trgm_ops) with (gin_pending_list_limit = 256);
create index risk_wording_words on history.risk_wording using gin (tenant_id, words extension.gin_trgm_ops) with (gin_pending_list_limit = 256);

create or replace function as_of.search_asset(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select a.id from history.asset a
     where a.tenant_id = (select app.tenant_id())
       and a.id in (select w.id from history.asset_wording w where w.tenant_id = (select app.tenant_id()) and w.words like longest and w.words like all (patterns))
       and app.asset_words(a.name, a.code, a.external_id) like all (patterns)
       and a.valid_from <= (select app.as_of()) and a.valid_to > (select app.as_of())
$$;

create or replace function as_of.search_risk(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select r.id from history.risk r
     where r.tenant_id = (select app.tenant_id())
       and r.id in (select w.id from history.risk_wording w where w.tenant_id = (select app.tenant_id()) and w.words like longest and w.words like all (patterns))
       and app.risk_words(r.title, r.code, r.scenario) like all (patterns)
       and r.valid_from <= (select app.as_of()) and r.valid_to > (select app.as_of())
$$;

drop index history.asset_words_h;
drop index history.risk_words_h;

-- Two documents of JSON with each change, to compare all but six columns: a copy of the row with these six taken over says the same.
create or replace function app.next_version_of_asset() returns trigger language plpgsql set search_path = '' as $$
declare
    edited app.asset := old;
begin
    edited.effective_confidentiality := new.effective_confidentiality;
    edited.effective_integrity := new.effective_integrity;
    edited.effective_availability := new.effective_availability;
    edited.criticality := new.criticality;
    edited.review_sort := new.review_sort;
    edited.code_sort := new.code_sort;
    if edited is distinct from new then
        new.version := old.version + 1;
    end if;
    return new;
end $$;
