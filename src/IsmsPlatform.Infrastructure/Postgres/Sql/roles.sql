-- Once per cluster, by an administrator; again after an update of the program. Idempotent. Only isms_migrator and isms_app
-- can log in; their passwords are given outside this file.
do $$
begin
    if to_regrole('isms_owner') is null then create role isms_owner nologin; end if;                -- owns schemas, tables, views
    if to_regrole('isms_history') is null then create role isms_history nologin; end if;            -- owns the history triggers: the only role that may write history
    if to_regrole('isms_search') is null then create role isms_search nologin; end if;              -- owns the search functions: may read searchable tables past RLS, nothing else
    if to_regrole('isms_migrator') is null then create role isms_migrator login noinherit; end if;  -- migrates, as isms_owner
    if to_regrole('isms_app') is null then create role isms_app login; end if;                      -- the program
end $$;

grant isms_history, isms_search to isms_owner with inherit true, set true;  -- so that history.install() may do what the triggers may
grant isms_owner to isms_migrator with inherit false, set true;

-- Every setting below is a wall; a test reads them back.
alter role isms_app set search_path = '';                        -- no scope, no tables
alter role isms_app set plan_cache_mode = 'force_generic_plan';  -- a tenant as parameter would be planned again at each execution
alter role isms_app set transaction_timeout = '30s';             -- after 30 s nothing can still become visible in the past
alter role isms_app set idle_in_transaction_session_timeout = '30s';
