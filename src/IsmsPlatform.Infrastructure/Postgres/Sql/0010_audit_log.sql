-- The audit log, newest first: by whom, by what was done, about which kind of record; and by words, as with assets (0008).

create index audit_event_actor on app.audit_event (tenant_id, actor_id, at desc, id desc);
create index audit_event_use_case on app.audit_event (tenant_id, use_case, at desc, id desc);
create index audit_event_type on app.audit_event (tenant_id, subject_type, at desc, id desc);

create function app.event_words(subject_label text, actor_name text, reason text) returns text language sql immutable parallel safe
    return lower((subject_label || ' ' || actor_name || ' ' || coalesce(reason, '')) collate "pg_c_utf8");
create index audit_event_words on app.audit_event using gin (tenant_id, app.event_words(subject_label, actor_name, reason) extension.gin_trgm_ops);

grant select on app.audit_event to isms_search;
grant execute on function app.event_words(text, text, text) to isms_app, isms_search, isms_history;
create policy search on app.audit_event for select to isms_search using (true);

-- The newest that match the whole filter; an empty array does not narrow. What is cut off must not depend on what is filtered later.
create function app.search_audit_event(longest text, patterns text[], actors uuid[], acts text[], types text[], subjects uuid[], begins timestamptz, ends timestamptz, most int)
returns table (id uuid) language sql stable security definer set search_path = '' rows 50 as $$
    select e.id from app.audit_event e
     where e.tenant_id = (select app.tenant_id()) and app.event_words(e.subject_label, e.actor_name, e.reason) like longest
       and app.event_words(e.subject_label, e.actor_name, e.reason) like all (patterns)
       and (cardinality(actors) = 0 or e.actor_id = any (actors)) and (cardinality(acts) = 0 or e.use_case = any (acts))
       and (cardinality(types) = 0 or e.subject_type = any (types)) and (cardinality(subjects) = 0 or e.subject_id = any (subjects))
       and e.at >= begins and e.at < ends
     order by e.at desc, e.id desc limit most
$$;

create function as_of.search_audit_event(longest text, patterns text[], actors uuid[], acts text[], types text[], subjects uuid[], begins timestamptz, ends timestamptz, most int)
returns table (id uuid) language sql stable security definer set search_path = '' rows 50 as $$
    select e.id from app.audit_event e
     where e.tenant_id = (select app.tenant_id()) and app.event_words(e.subject_label, e.actor_name, e.reason) like longest
       and app.event_words(e.subject_label, e.actor_name, e.reason) like all (patterns)
       and (cardinality(actors) = 0 or e.actor_id = any (actors)) and (cardinality(acts) = 0 or e.use_case = any (acts))
       and (cardinality(types) = 0 or e.subject_type = any (types)) and (cardinality(subjects) = 0 or e.subject_id = any (subjects))
       and e.at >= begins and e.at < ends
       and e.at <= (select app.as_of())
     order by e.at desc, e.id desc limit most
$$;
alter function app.search_audit_event(text, text[], uuid[], text[], text[], uuid[], timestamptz, timestamptz, int) owner to isms_search;
alter function as_of.search_audit_event(text, text[], uuid[], text[], text[], uuid[], timestamptz, timestamptz, int) owner to isms_search;
grant execute on function app.search_audit_event(text, text[], uuid[], text[], text[], uuid[], timestamptz, timestamptz, int),
    as_of.search_audit_event(text, text[], uuid[], text[], text[], uuid[], timestamptz, timestamptz, int) to isms_app;
