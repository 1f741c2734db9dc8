-- Tests of controls (ISO/IEC 27001 9.1, A.5.36): a plan on the implementation, and the tests themselves.
alter table app.control_implementation
    add column test_kind text,
    add column test_every_months int check (test_every_months between 1 and 60),
    add column tester_id uuid,
    add column test_method varchar(2000),
    add column next_test_on date,
    add column last_tested_on date,
    add column last_verdict text,
    add check ((test_kind is null) = (test_every_months is null) and (test_kind is null) = (tester_id is null)),
    add foreign key (tenant_id, tester_id) references app.person;
create index control_implementation_tester on app.control_implementation (tenant_id, tester_id);
create index control_implementation_next_test on app.control_implementation (tenant_id, next_test_on, control_id);
create index control_implementation_verdict on app.control_implementation (tenant_id, last_verdict, control_id);

create table app.control_test (
    tenant_id            uuid not null references platform.tenant,
    id                   uuid not null,
    code                 varchar(20) not null,
    implementation_id    uuid not null,
    title                varchar(200) collate "und-x-icu" not null,
    kind                 text not null,
    method               varchar(2000),
    population           int check (population >= 0),
    sample_size          int check (sample_size >= 0),
    tester_id            uuid not null,
    due_on               date not null,
    occurrence_on        date,
    repeats_id           uuid,
    status               text not null,
    performed_on         date,
    performed_by_id      uuid,
    recorded_at          timestamptz,
    verdict              text,
    conclusion           varchar(4000),
    decided_by_id        uuid,
    decided_on           date,
    reason               varchar(1000),
    nonconformity        text,
    nonconformity_reason varchar(1000),
    version              bigint not null default 1,
    primary key (tenant_id, id),
    constraint control_test_code unique (tenant_id, code),
    check (sample_size <= population),
    check ((status in ('Planned', 'Cancelled')) = (verdict is null)),
    check (verdict is null or (performed_on is not null and performed_by_id is not null and recorded_at is not null and conclusion is not null)),
    -- Four eyes: nobody decides about what they tested themselves.
    check (status not in ('Accepted', 'Rejected') or (decided_by_id is not null and decided_by_id <> tester_id and decided_by_id <> performed_by_id)),
    foreign key (tenant_id, implementation_id) references app.control_implementation,
    foreign key (tenant_id, tester_id) references app.person,
    foreign key (tenant_id, repeats_id) references app.control_test,
    foreign key (tenant_id, performed_by_id) references app.person,
    foreign key (tenant_id, decided_by_id) references app.person);
-- One day of a plan is tested once, and what was rejected is repeated once.
create unique index control_test_occurrence on app.control_test (tenant_id, implementation_id, occurrence_on, repeats_id) nulls not distinct where occurrence_on is not null and status <> 'Cancelled';
create unique index control_test_repeat on app.control_test (tenant_id, repeats_id) where repeats_id is not null;
create index control_test_due on app.control_test (tenant_id, due_on, id);
create index control_test_title on app.control_test (tenant_id, title, id);
-- What waits for somebody, and what was found of one implementation, newest first.
create index control_test_open on app.control_test (tenant_id, due_on, id) where status in ('Planned', 'Performed');
create index control_test_implementation on app.control_test (tenant_id, implementation_id, performed_on desc, recorded_at desc);
create index control_test_tester on app.control_test (tenant_id, tester_id, due_on, id);
create index control_test_verdict on app.control_test (tenant_id, verdict, due_on, id);
create index control_test_performed_by on app.control_test (tenant_id, performed_by_id);
create index control_test_decided_by on app.control_test (tenant_id, decided_by_id);

select app.protect('app.control_test');
revoke delete on app.control_test from isms_app;   -- what was planned is cancelled with a reason, what was performed is evidence

-- What was found stays as it was; after the decision all of it. After the row, so that keys and policies speak first.
create function app.performed_test_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on text[] := '{nonconformity,nonconformity_reason,version}';
begin
    if tg_op = 'UPDATE' and old.status = 'Performed' then goes_on := goes_on || '{status,decided_by_id,decided_on,reason}'::text[]; end if;
    if old.status <> 'Planned' and (tg_op = 'DELETE' or new.status = 'Planned' or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on)) then
        raise exception 'a performed test is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.control_test for each row execute function app.performed_test_stays();
