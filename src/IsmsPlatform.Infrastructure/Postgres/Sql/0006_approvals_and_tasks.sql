-- Approvals and versions, tasks, review cycles, notifications (architecture, sections 5 and 6).

-- An appointment waits for confirmation before it gives anything; what there was already holds.
alter table app.role_assignment add column status text not null default 'Effective';
alter table app.role_assignment alter column status drop default;

alter table platform.account add column mail_reminders text not null default 'Daily';

create table app.approval (
    tenant_id       uuid not null references platform.tenant,
    id              uuid not null,
    subject_type    varchar(60) not null,
    subject_id      uuid not null,
    subject_version bigint not null,
    title           varchar(300) not null,
    content         text not null,                     -- canonical JSON: jsonb would order it anew, and the hash would not match
    content_hash    bytea not null,
    author_id       uuid,
    requested_by    uuid,
    requested_at    timestamptz not null,
    decision        text not null,
    approver_id     uuid,
    role_held       text,
    by_waiver       boolean not null,
    comment         varchar(2000),
    decided_at      timestamptz,
    version         bigint not null default 1,
    primary key (tenant_id, id),
    check ((decision = 'Open') = (decided_at is null)),
    check (author_id is null or approver_id is null or by_waiver or author_id <> approver_id),
    foreign key (tenant_id, author_id) references app.person,
    foreign key (tenant_id, requested_by) references app.person,
    foreign key (tenant_id, approver_id) references app.person);
create unique index approval_open on app.approval (tenant_id, subject_type, subject_id) where decision = 'Open';
create index approval_subject on app.approval (tenant_id, subject_type, subject_id, requested_at desc);
create index approval_requested on app.approval (tenant_id, requested_at desc, id desc);
create index approval_author on app.approval (tenant_id, author_id);
create index approval_requested_by on app.approval (tenant_id, requested_by);
create index approval_approver on app.approval (tenant_id, approver_id);

-- What was decided stays as it was. After the row, so that keys and policies speak first.
create function app.decided_stays() returns trigger language plpgsql set search_path = '' as $$
begin
    if old.decision <> 'Open' then
        raise exception 'a decided approval is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.approval for each row execute function app.decided_stays();

create table app.approval_waiver (
    tenant_id  uuid not null references platform.tenant,
    id         uuid not null,
    reason     varchar(1000) not null,
    granted_by uuid not null,
    granted_at timestamptz not null,
    ended_by   uuid,
    ended_at   timestamptz,
    version    bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, granted_by) references app.person,
    foreign key (tenant_id, ended_by) references app.person);
create unique index approval_waiver_open on app.approval_waiver (tenant_id) where ended_at is null;
create index approval_waiver_granted_by on app.approval_waiver (tenant_id, granted_by);
create index approval_waiver_ended_by on app.approval_waiver (tenant_id, ended_by);

create table app.review_cycle (
    tenant_id    uuid not null references platform.tenant,
    id           uuid not null,
    subject_type varchar(60) not null,
    every_months int not null check (every_months between 1 and 60),
    lead_days    int not null check (lead_days between 0 and 180),
    grace_days   int not null check (grace_days between 0 and 180),
    version      bigint not null default 1,
    primary key (tenant_id, id),
    constraint review_cycle_subject unique (tenant_id, subject_type));

create table app.work_task (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    kind          text not null,
    title         varchar(300) not null,
    subject_type  varchar(60),
    subject_id    uuid,
    assignee_id   uuid not null,
    due_on        date not null,
    status        text not null,
    natural_key   varchar(200) not null,
    created_at    timestamptz not null,
    created_by    uuid,
    snoozed_until date,
    snooze_reason varchar(500),
    closed_by     uuid,
    closed_at     timestamptz,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    check ((subject_type is null) = (subject_id is null)),
    constraint work_task_key unique (tenant_id, natural_key),
    foreign key (tenant_id, assignee_id) references app.person,
    foreign key (tenant_id, created_by) references app.person,
    foreign key (tenant_id, closed_by) references app.person);
create index work_task_inbox on app.work_task (tenant_id, assignee_id, status, due_on, id);
create index work_task_due on app.work_task (tenant_id, due_on, id);
create index work_task_subject on app.work_task (tenant_id, subject_type, subject_id);
create index work_task_created_by on app.work_task (tenant_id, created_by);
create index work_task_closed_by on app.work_task (tenant_id, closed_by, closed_at desc);

create table app.task_reminder (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    task_id   uuid not null,
    kind      text not null,
    day       date not null,
    person_id uuid not null,
    sent_on   date not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint task_reminder_once unique (tenant_id, task_id, kind, day),
    foreign key (tenant_id, task_id) references app.work_task,
    foreign key (tenant_id, person_id) references app.person);
create index task_reminder_person on app.task_reminder (tenant_id, person_id, sent_on);

create table app.notification (
    tenant_id    uuid not null references platform.tenant,
    id           uuid not null,
    person_id    uuid not null,
    kind         text not null,
    subject_type varchar(60) not null,
    subject_id   uuid not null,
    title        varchar(300) not null,
    actor_name   varchar(200) not null,
    told_at      timestamptz not null,
    read_at      timestamptz,
    version      bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references app.person);
create index notification_person on app.notification (tenant_id, person_id, told_at desc, id desc);
create index notification_unread on app.notification (tenant_id, person_id) where read_at is null;

select app.protect(t::regclass)
  from unnest('{app.approval,app.approval_waiver,app.review_cycle,app.work_task,app.task_reminder,app.notification}'::text[]) t;
