-- Who is signed in where. A cookie names its session; a session that ended lets nobody in, on any node, from the next request on.

create table platform.session (
    id           uuid primary key,
    account_id   uuid not null references platform.account on delete cascade,
    started_at   timestamptz not null,
    last_seen_at timestamptz not null,
    ip_address   varchar(45),
    browser      varchar(300),
    ended_at     timestamptz);
create index session_account on platform.session (account_id, last_seen_at desc);
create index session_last_seen on platform.session (last_seen_at);
select platform.expose('platform.session', 'select, insert, update, delete');
