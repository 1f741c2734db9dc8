-- Assets by words and parts of words. LIKE is not leakproof, so under row-level security PostgreSQL would not use a text index
-- and read every asset of the tenant: the functions look past it, as isms_search, with a tenant condition of their own.
-- The model names no schema, so the search path picks the present or the past, as it does for tables.

create schema extension;
create extension if not exists pg_trgm with schema extension;
create extension if not exists btree_gin with schema extension;     -- the tenant in front of the trigrams

create function app.asset_words(name text, code text, external_id text) returns text language sql immutable parallel safe
    return lower((name || ' ' || coalesce(code, '') || ' ' || coalesce(external_id, '')) collate "pg_c_utf8");

select history.install();   -- so that the past has its table on a new database, too
create index asset_words on app.asset using gin (tenant_id, app.asset_words(name, code, external_id) extension.gin_trgm_ops);
create index asset_words_h on history.asset using gin (tenant_id, app.asset_words(name, code, external_id) extension.gin_trgm_ops);

grant usage on schema as_of, extension to isms_search;
grant select on app.asset, history.asset to isms_search;
grant execute on function app.asset_words(text, text, text) to isms_app, isms_search, isms_history;
create policy search on app.asset for select to isms_search using (true);
create policy search on history.asset for select to isms_search using (true);

-- longest: the pattern that finds few, for the index; patterns: all that must match. In lower case, escaped, with % around.
create function app.search_asset(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select a.id from app.asset a
     where a.tenant_id = (select app.tenant_id()) and app.asset_words(a.name, a.code, a.external_id) like longest
       and app.asset_words(a.name, a.code, a.external_id) like all (patterns)
$$;

create function as_of.search_asset(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select a.id from history.asset a
     where a.tenant_id = (select app.tenant_id()) and app.asset_words(a.name, a.code, a.external_id) like longest
       and app.asset_words(a.name, a.code, a.external_id) like all (patterns)
       and a.valid_from <= (select app.as_of()) and a.valid_to > (select app.as_of())
$$;
alter function app.search_asset(text, text[]) owner to isms_search;
alter function as_of.search_asset(text, text[]) owner to isms_search;
grant execute on function app.search_asset(text, text[]), as_of.search_asset(text, text[]) to isms_app;
