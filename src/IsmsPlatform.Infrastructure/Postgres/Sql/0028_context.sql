-- The context of the organisation (ISO/IEC 27001 4.1, 4.2), its legal register (A.5.31) and its business objectives (6.2).
-- Each of these records has an owner and the day of its next review, under the same names.

create table app.context_issue (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    code           varchar(20),
    kind           text not null,
    category       text not null,
    title          varchar(200) collate "und-x-icu" not null,
    description    varchar(4000),
    effect         text not null,
    significance   int not null check (significance between 1 and 5),
    owner_id       uuid not null,
    next_review_on date not null,
    reviewed_on    date,
    status         text not null,
    closed_reason  varchar(1000),
    version        bigint not null default 1,
    primary key (tenant_id, id),
    constraint context_issue_code unique (tenant_id, code),
    foreign key (tenant_id, owner_id) references app.person);
create index context_issue_title on app.context_issue (tenant_id, title, id);
create index context_issue_weight on app.context_issue (tenant_id, kind, status, significance desc);
create index context_issue_review on app.context_issue (tenant_id, next_review_on, id);
create index context_issue_owner on app.context_issue (tenant_id, owner_id);

-- Whether climate change is a relevant issue (Amd 1:2024): one row, and its history.
create table app.climate_determination (
    tenant_id        uuid not null references platform.tenant,
    id               uuid not null,
    is_relevant      boolean not null,
    rationale        varchar(4000) not null,
    determined_by_id uuid,
    determined_on    date not null,
    version          bigint not null default 1,
    primary key (tenant_id, id),
    constraint climate_determination_one unique (tenant_id),
    foreign key (tenant_id, determined_by_id) references app.person);

create table app.legal_requirement (
    tenant_id         uuid not null references platform.tenant,
    id                uuid not null,
    code              varchar(20) not null,
    title             varchar(200) collate "und-x-icu" not null,
    kind              text not null,
    jurisdiction      varchar(2),
    citation          varchar(300),
    summary           varchar(4000),
    duty              varchar(4000),
    applies_because   varchar(2000),
    source_url        varchar(2000) check (source_url like 'https://%'),
    effective_from    date,
    compliance_status text not null,
    assessed_on       date,
    assessment_note   varchar(2000),
    owner_id          uuid not null,
    next_review_on    date not null,
    reviewed_on       date,
    status            text not null,
    closed_reason     varchar(1000),
    version           bigint not null default 1,
    primary key (tenant_id, id),
    constraint legal_requirement_code unique (tenant_id, code),
    foreign key (tenant_id, owner_id) references app.person);
create index legal_requirement_title on app.legal_requirement (tenant_id, title, id);
create index legal_requirement_review on app.legal_requirement (tenant_id, next_review_on, id);
create index legal_requirement_status on app.legal_requirement (tenant_id, status, compliance_status);
create index legal_requirement_jurisdiction on app.legal_requirement (tenant_id, jurisdiction);
create index legal_requirement_owner on app.legal_requirement (tenant_id, owner_id);

create table app.interested_party (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    code           varchar(20) not null,
    name           varchar(200) collate "und-x-icu" not null,
    kind           text not null,
    influence      int not null check (influence between 1 and 5),
    interest       int not null check (interest between 1 and 5),
    contact        varchar(500),
    owner_id       uuid not null,
    next_review_on date not null,
    reviewed_on    date,
    status         text not null,
    closed_reason  varchar(1000),
    version        bigint not null default 1,
    primary key (tenant_id, id),
    constraint interested_party_code unique (tenant_id, code),
    foreign key (tenant_id, owner_id) references app.person);
create unique index interested_party_name on app.interested_party (tenant_id, lower(name)) where status = 'Active';
create index interested_party_by_name on app.interested_party (tenant_id, name, id);
create index interested_party_review on app.interested_party (tenant_id, next_review_on, id);
create index interested_party_owner on app.interested_party (tenant_id, owner_id);

create table app.party_requirement (
    tenant_id         uuid not null references platform.tenant,
    id                uuid not null,
    party_id          uuid not null,
    text              varchar(2000) not null,
    kind              text not null,
    about_climate     boolean not null,
    addressed_by_isms text not null,
    reason            varchar(2000),
    version           bigint not null default 1,
    primary key (tenant_id, id),
    constraint party_requirement_reason check (addressed_by_isms = 'Undecided' or reason is not null),
    foreign key (tenant_id, party_id) references app.interested_party);
create index party_requirement_party on app.party_requirement (tenant_id, party_id, id);
-- A scope asks for the undecided ones.
create index party_requirement_addressed on app.party_requirement (tenant_id, addressed_by_isms, id);

-- What a requirement rests on; n to m.
create table app.party_requirement_basis (
    tenant_id            uuid not null references platform.tenant,
    id                   uuid not null,
    requirement_id       uuid not null,
    legal_requirement_id uuid not null,
    version              bigint not null default 1,
    primary key (tenant_id, id),
    constraint party_requirement_basis_once unique (tenant_id, requirement_id, legal_requirement_id),
    foreign key (tenant_id, requirement_id) references app.party_requirement,
    foreign key (tenant_id, legal_requirement_id) references app.legal_requirement);
create index party_requirement_basis_legal on app.party_requirement_basis (tenant_id, legal_requirement_id);

create table app.business_objective (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    code           varchar(20) not null,
    title          varchar(500) collate "und-x-icu" not null,
    -- A year or a day; both sort as text in the order of time.
    horizon        varchar(10) not null,
    owner_id       uuid not null,
    next_review_on date not null,
    reviewed_on    date,
    status         text not null,
    closed_reason  varchar(1000),
    version        bigint not null default 1,
    primary key (tenant_id, id),
    constraint business_objective_code unique (tenant_id, code),
    foreign key (tenant_id, owner_id) references app.person);
create index business_objective_title on app.business_objective (tenant_id, title, id);
create index business_objective_horizon on app.business_objective (tenant_id, horizon, id);
create index business_objective_review on app.business_objective (tenant_id, next_review_on, id);
create index business_objective_owner on app.business_objective (tenant_id, owner_id);

select app.protect(t::regclass) from unnest('{app.context_issue,app.climate_determination,app.legal_requirement,app.interested_party,app.party_requirement,app.party_requirement_basis,app.business_objective}'::text[]) t;
