-- Risk treatment plans with their actions (ISO/IEC 27001 6.1.3 a, e, f; 8.3).
create table app.treatment_plan (
    tenant_id       uuid not null references platform.tenant,
    id              uuid not null,
    code            varchar(20) not null,
    name            varchar(200) collate "und-x-icu" not null,
    period_from     date not null,
    period_to       date not null,
    budget          numeric(14,2) check (budget >= 0),
    status          text not null,
    owner_id        uuid not null,
    author_id       uuid not null,
    succeeds_id     uuid,
    submission_no   int not null,
    submitted_by_id uuid,
    approved_on     date,
    version         bigint not null default 1,
    primary key (tenant_id, id),
    constraint treatment_plan_code unique (tenant_id, code),
    check (period_from <= period_to),
    check ((status in ('Draft', 'Submitted')) = (approved_on is null)),
    foreign key (tenant_id, owner_id) references app.person,
    foreign key (tenant_id, author_id) references app.person,
    foreign key (tenant_id, submitted_by_id) references app.person,
    foreign key (tenant_id, succeeds_id) references app.treatment_plan);
create index treatment_plan_from on app.treatment_plan (tenant_id, period_from, id);
create index treatment_plan_name on app.treatment_plan (tenant_id, name, id);
create index treatment_plan_status on app.treatment_plan (tenant_id, status, approved_on);
create index treatment_plan_owner on app.treatment_plan (tenant_id, owner_id);
create index treatment_plan_author on app.treatment_plan (tenant_id, author_id);
create index treatment_plan_submitted_by on app.treatment_plan (tenant_id, submitted_by_id);
create index treatment_plan_succeeds on app.treatment_plan (tenant_id, succeeds_id);

create table app.treatment_action (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    plan_id        uuid not null,
    title          varchar(200) collate "und-x-icu" not null,
    description    varchar(2000),
    owner_id       uuid not null,
    start_on       date not null,
    due_on         date not null,
    cost_estimate  numeric(14,2) check (cost_estimate >= 0),
    cost_actual    numeric(14,2) check (cost_actual >= 0),
    effort_hours   int check (effort_hours >= 0),
    progress       int not null check (progress between 0 and 100),
    status         text not null,
    done_on        date,
    verified_by_id uuid,
    verified_on    date,
    reason         varchar(1000),
    version        bigint not null default 1,
    primary key (tenant_id, id),
    check (start_on <= due_on),
    -- Four eyes: nobody verifies what they had to do.
    check (status <> 'Verified' or (verified_by_id is not null and verified_by_id <> owner_id)),
    foreign key (tenant_id, plan_id) references app.treatment_plan,
    foreign key (tenant_id, owner_id) references app.person,
    foreign key (tenant_id, verified_by_id) references app.person);
create index treatment_action_plan on app.treatment_action (tenant_id, plan_id, due_on, id);
create index treatment_action_due on app.treatment_action (tenant_id, due_on, id);
create index treatment_action_title on app.treatment_action (tenant_id, title, id);
create index treatment_action_owner on app.treatment_action (tenant_id, owner_id, due_on, id);
create index treatment_action_verified_by on app.treatment_action (tenant_id, verified_by_id);
create index treatment_action_open on app.treatment_action (tenant_id, due_on, id) where status in ('Planned', 'InProgress', 'Done');

create table app.treatment_action_risk (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    action_id uuid not null,
    risk_id   uuid not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint treatment_action_risk_pair unique (tenant_id, action_id, risk_id),
    foreign key (tenant_id, action_id) references app.treatment_action,
    foreign key (tenant_id, risk_id) references app.risk);
create index treatment_action_risk_risk on app.treatment_action_risk (tenant_id, risk_id);

create table app.treatment_action_control (
    tenant_id  uuid not null references platform.tenant,
    id         uuid not null,
    action_id  uuid not null,
    control_id uuid not null,
    version    bigint not null default 1,
    primary key (tenant_id, id),
    constraint treatment_action_control_pair unique (tenant_id, action_id, control_id),
    foreign key (tenant_id, action_id) references app.treatment_action,
    foreign key (tenant_id, control_id) references app.control);
create index treatment_action_control_control on app.treatment_action_control (tenant_id, control_id);

-- What the owners of the risks say to a plan, each time it is submitted (6.1.3 f).
create table app.treatment_consent (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    plan_id       uuid not null,
    person_id     uuid not null,
    submission_no int not null,
    decision      text not null,
    comment       varchar(1000),
    decided_on    date,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    constraint treatment_consent_once unique (tenant_id, plan_id, submission_no, person_id),
    foreign key (tenant_id, plan_id) references app.treatment_plan,
    foreign key (tenant_id, person_id) references app.person);
create index treatment_consent_person on app.treatment_consent (tenant_id, person_id, decision);

-- Append-only: another day for an action, who allowed it and why.
create table app.treatment_postponement (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    action_id     uuid not null,
    due_before    date not null,
    due_after     date not null check (due_after > due_before),
    reason        varchar(1000) not null,
    approved_by   uuid not null,
    postponed_on  date not null,
    recorded_at   timestamptz not null,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, action_id) references app.treatment_action,
    foreign key (tenant_id, approved_by) references app.person);
create index treatment_postponement_action on app.treatment_postponement (tenant_id, action_id, recorded_at);
create index treatment_postponement_approved_by on app.treatment_postponement (tenant_id, approved_by);

select app.protect(t::regclass) from unnest('{app.treatment_plan,app.treatment_action,app.treatment_action_risk,app.treatment_action_control,app.treatment_consent,app.treatment_postponement}'::text[]) t;
revoke delete on app.treatment_consent from isms_app;
revoke update, delete on app.treatment_postponement from isms_app;

-- What risk owners and top management were asked about stays as it was asked; how far it is goes on.
create function app.submitted_plan_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on constant text[] := '{owner_id,status,submission_no,submitted_by_id,approved_on,version}';
begin
    if (tg_op = 'DELETE' and old.submission_no > 0) or (tg_op = 'UPDATE' and old.status <> 'Draft' and (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on)) then
        raise exception 'a submitted treatment plan is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.treatment_plan for each row execute function app.submitted_plan_stays();

create function app.action_of_submitted_plan_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on constant text[] := '{owner_id,due_on,cost_actual,progress,status,done_on,verified_by_id,verified_on,reason,version}';
begin
    if (tg_op = 'DELETE' or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on))
        and exists (select from app.treatment_plan p where p.tenant_id = old.tenant_id and p.id = old.plan_id and p.status <> 'Draft') then
        raise exception 'an action of a submitted treatment plan is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.treatment_action for each row execute function app.action_of_submitted_plan_stays();

select history.install();
