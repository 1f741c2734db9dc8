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

-- The newest thousand: whoever finds more narrows the search.
create function app.search_audit_event(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select e.id from app.audit_event e
     where e.tenant_id = (select app.tenant_id()) and app.event_words(e.subject_label, e.actor_name, e.reason) like longest
       and app.event_words(e.subject_label, e.actor_name, e.reason) like all (patterns)
     order by e.at desc limit 1000
$$;

create function as_of.search_audit_event(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select e.id from app.audit_event e
     where e.tenant_id = (select app.tenant_id()) and app.event_words(e.subject_label, e.actor_name, e.reason) like longest
       and app.event_words(e.subject_label, e.actor_name, e.reason) like all (patterns)
       and e.at <= (select app.as_of())
     order by e.at desc limit 1000
$$;
alter function app.search_audit_event(text, text[]) owner to isms_search;
alter function as_of.search_audit_event(text, text[]) owner to isms_search;
grant execute on function app.search_audit_event(text, text[]), as_of.search_audit_event(text, text[]) to isms_app;
