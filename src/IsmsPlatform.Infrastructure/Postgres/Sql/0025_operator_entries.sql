-- A platform operator enters an organisation for some hours, with a reason that the organisation sees.
create table platform.operator_entry (
    id         uuid primary key,
    tenant_id  uuid not null references platform.tenant,
    account_id uuid not null references platform.account,
    reason     varchar(500) not null,
    started_at timestamptz not null,
    ends_at    timestamptz not null check (ends_at > started_at and ends_at <= started_at + interval '8 hours'),
    ended_at   timestamptz,
    ended_by   uuid references platform.account);   -- null when it ended by itself
create unique index operator_entry_open on platform.operator_entry (account_id, tenant_id) where ended_at is null;
create index operator_entry_tenant on platform.operator_entry (tenant_id, started_at desc, id desc);
create index operator_entry_ended_by on platform.operator_entry (ended_by);
select platform.expose('platform.operator_entry', 'select, insert, update');
