-- Acceptance of risks by their owners and by whom the methodology lets accept more (ISO/IEC 27001 6.1.3 f, 8.3).
alter table app.risk add column accepted_until date,
    add check (status <> 'Accepted' or accepted_until is not null);
-- The accepted ones, and those whose acceptance ends soon; they are counted in it alone.
create index risk_accepted on app.risk (tenant_id, accepted_until) where accepted_until is not null;

create table app.risk_acceptance (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    risk_id        uuid not null,
    -- What the risk was called and how it was rated when somebody asked: that is what is accepted.
    title          varchar(200) not null,
    evaluation_id  uuid not null,
    methodology_id uuid not null,
    level          int not null check (level > 0),
    reason         varchar(2000) not null,
    conditions     varchar(2000),
    valid_until    date not null,
    requested_by   uuid not null,
    requested_on   date not null check (requested_on < valid_until),
    status         text not null,
    granted_on     date,
    ended_on       date,
    ended_by       uuid,
    end_cause      text,
    end_comment    varchar(1000),
    version        bigint not null default 1,
    primary key (tenant_id, id),
    check (status <> 'Granted' or granted_on is not null),
    check ((status in ('Requested', 'Granted')) = (ended_on is null)),
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, evaluation_id) references app.risk_evaluation,
    foreign key (tenant_id, methodology_id) references app.risk_methodology,
    foreign key (tenant_id, requested_by) references app.person,
    foreign key (tenant_id, ended_by) references app.person,
    -- One holds at a time; at the end of a transaction, in which the next one takes its place.
    constraint risk_acceptance_holds exclude using btree (tenant_id with =, risk_id with =) where (status = 'Granted') deferrable initially deferred);
-- One waits at a time.
create unique index risk_acceptance_open on app.risk_acceptance (tenant_id, risk_id) where status = 'Requested';
create index risk_acceptance_risk on app.risk_acceptance (tenant_id, risk_id, requested_on);
create index risk_acceptance_ends on app.risk_acceptance (tenant_id, valid_until) where status in ('Requested', 'Granted');
create index risk_acceptance_evaluation on app.risk_acceptance (tenant_id, evaluation_id);
create index risk_acceptance_methodology on app.risk_acceptance (tenant_id, methodology_id);
create index risk_acceptance_requested_by on app.risk_acceptance (tenant_id, requested_by);
create index risk_acceptance_ended_by on app.risk_acceptance (tenant_id, ended_by);

-- Append-only: who accepted, in which capacity, up to which level they could.
create table app.risk_acceptance_grant (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    acceptance_id uuid not null,
    person_id     uuid not null,
    capacity      text not null,
    role          text,
    limit_level   int not null check (limit_level >= 0),
    granted_on    date not null,
    recorded_at   timestamptz not null,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_acceptance_grant_once unique (tenant_id, acceptance_id, person_id),
    foreign key (tenant_id, acceptance_id) references app.risk_acceptance,
    foreign key (tenant_id, person_id) references app.person);
create index risk_acceptance_grant_person on app.risk_acceptance_grant (tenant_id, person_id);

select app.protect(t::regclass) from unnest('{app.risk_acceptance,app.risk_acceptance_grant}'::text[]) t;
revoke delete on app.risk_acceptance from isms_app;
revoke update, delete on app.risk_acceptance_grant from isms_app;

-- What was asked for stays as it was asked, and what is over stays as it ended.
create function app.risk_acceptance_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on constant text[] := '{status,granted_on,ended_on,ended_by,end_cause,end_comment,version}';
begin
    if old.status not in ('Requested', 'Granted') or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on) then
        raise exception 'what was asked for with the acceptance of a risk is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update on app.risk_acceptance for each row execute function app.risk_acceptance_stays();

select history.install();
