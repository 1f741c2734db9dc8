-- Names that people sort by carry the language-neutral ICU collation: byte order puts Ä after Z.

create table app.organisation (
    tenant_id             uuid not null references platform.tenant,
    id                    uuid not null,
    legal_name            varchar(200) not null,
    trade_name            varchar(200),
    registration_no       varchar(100),
    sector                varchar(200),
    country               char(2) not null,
    time_zone             varchar(60) not null,
    locale                varchar(20) not null,
    currency              char(3) not null,
    fiscal_year_start     int not null,
    employee_count_band   text not null,
    working_days          text not null,
    criticality_threshold int not null,
    status                text not null,
    version               bigint not null default 1,
    primary key (tenant_id, id));

create table app.person (
    tenant_id   uuid not null references platform.tenant,
    id          uuid not null,
    name        varchar(200) collate "und-x-icu" not null,
    email       varchar(254) not null,
    employee_no varchar(50),
    job_title   varchar(100),
    unit_id     uuid,
    manager_id  uuid,
    location_id uuid,
    kind        text not null,
    hired_on    date,
    last_day    date,
    status      text not null,
    language    varchar(20) not null,
    version     bigint not null default 1,
    primary key (tenant_id, id),
    constraint person_email unique (tenant_id, email),
    foreign key (tenant_id, manager_id) references app.person);
create index person_name on app.person (tenant_id, name, id);
create index person_manager on app.person (tenant_id, manager_id);

create table app.organisational_unit (
    tenant_id  uuid not null references platform.tenant,
    id         uuid not null,
    code       varchar(20) not null,
    name       varchar(200) collate "und-x-icu" not null,
    parent_id  uuid,
    manager_id uuid,
    exists_from date,
    exists_to  date,
    version    bigint not null default 1,
    primary key (tenant_id, id),
    constraint organisational_unit_code unique (tenant_id, code),
    foreign key (tenant_id, parent_id) references app.organisational_unit,
    -- Unit and person refer to each other: entered together, this one is looked at last.
    foreign key (tenant_id, manager_id) references app.person deferrable initially deferred);
create index organisational_unit_parent on app.organisational_unit (tenant_id, parent_id);
create index organisational_unit_manager on app.organisational_unit (tenant_id, manager_id);

create table app.location (
    tenant_id  uuid not null references platform.tenant,
    id         uuid not null,
    code       varchar(20) not null,
    name       varchar(200) collate "und-x-icu" not null,
    address    varchar(500),
    country    char(2),
    kind       text not null,
    zone_level text not null,
    hazards    varchar(1000),
    version    bigint not null default 1,
    primary key (tenant_id, id),
    constraint location_code unique (tenant_id, code));

alter table app.person
    add foreign key (tenant_id, unit_id) references app.organisational_unit,
    add foreign key (tenant_id, location_id) references app.location;
create index person_unit on app.person (tenant_id, unit_id);
create index person_location on app.person (tenant_id, location_id);

create table app.role_assignment (
    tenant_id   uuid not null references platform.tenant,
    id          uuid not null,
    person_id   uuid not null,
    role        text not null,
    "from"      date not null,
    "to"        date,
    assigned_by uuid,
    accepted_on date,
    version     bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references app.person,
    foreign key (tenant_id, assigned_by) references app.person);
create unique index role_assignment_open on app.role_assignment (tenant_id, person_id, role) where "to" is null;
create index role_assignment_person on app.role_assignment (tenant_id, person_id);
create index role_assignment_assigned_by on app.role_assignment (tenant_id, assigned_by);

-- Membership and invitation name a person of the tenant, so they follow the tables above.
create table platform.membership (
    id             uuid primary key,
    tenant_id      uuid not null references platform.tenant,
    account_id     uuid not null references platform.account,
    person_id      uuid not null,
    label          varchar(200) not null,
    admitted_at    timestamptz not null,
    deactivated_at timestamptz,
    constraint membership_account unique (tenant_id, account_id),
    constraint membership_person unique (tenant_id, person_id),
    foreign key (tenant_id, person_id) references app.person deferrable initially deferred);
create index membership_of_account on platform.membership (account_id);

create table platform.invitation (
    id           uuid primary key,
    tenant_id    uuid not null references platform.tenant,
    person_id    uuid not null,
    email        varchar(254) not null,
    token_hash   bytea not null,
    expires_at   timestamptz not null,
    accepted_at  timestamptz,
    withdrawn_at timestamptz,
    constraint invitation_token unique (token_hash),
    foreign key (tenant_id, person_id) references app.person deferrable initially deferred);
create index invitation_person on platform.invitation (tenant_id, person_id);
select platform.expose(t::regclass, 'select, insert, update, delete') from unnest('{platform.membership,platform.invitation}'::text[]) t;

create table app.audit_event (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    at            timestamptz not null,
    actor_kind    text not null,
    actor_id      uuid,
    actor_name    varchar(200) not null,
    ip_address    varchar(45),
    use_case      varchar(100) not null,
    subject_type  varchar(60) not null,
    subject_id    uuid not null,
    subject_label varchar(200) not null,
    reason        varchar(1000),
    request_id    varchar(100) not null,
    changes       jsonb not null,
    recorded      xid8 not null default pg_current_xact_id(),   -- so that events can be sealed in the order of their commits
    primary key (tenant_id, id));
create index audit_event_subject on app.audit_event (tenant_id, subject_type, subject_id, at desc, id desc);
create index audit_event_at on app.audit_event (tenant_id, at desc, id desc);
insert into history.exempt values ('audit_event', 'a log: rows are only ever added, so the table is its own history');

create table app.code_sequence (
    tenant_id uuid not null references platform.tenant,
    prefix    varchar(10) not null,
    year      int not null,
    last      int not null,
    primary key (tenant_id, prefix, year));
insert into history.exempt values ('code_sequence', 'a counter: the codes that it gave stand in the records');

select app.protect(t::regclass)
  from unnest('{app.organisation,app.person,app.organisational_unit,app.location,app.role_assignment,app.audit_event,app.code_sequence}'::text[]) t;
revoke update, delete on app.audit_event from isms_app;
revoke delete on app.code_sequence, app.organisation from isms_app;
