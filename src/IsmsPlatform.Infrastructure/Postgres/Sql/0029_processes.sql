-- The processes of the ISMS and what they exchange (ISO/IEC 27001 4.4, 8.1).
create table app.isms_process (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    code           varchar(20) not null,
    standard       varchar(40),
    name           varchar(200) collate "und-x-icu" not null,
    clause         varchar(20),
    purpose        varchar(1000),
    owner_id       uuid,
    inputs         text[] not null,
    outputs        text[] not null,
    criteria       varchar(2000),
    status         text not null,
    reviewed_on    date,
    next_review_on date,
    retired_on     date,
    version        bigint not null default 1,
    primary key (tenant_id, id),
    constraint isms_process_code unique (tenant_id, code),
    -- One of each of the standard set, also when two people begin with it at once.
    constraint isms_process_standard unique (tenant_id, standard),
    check ((status = 'Retired') = (retired_on is not null)),
    foreign key (tenant_id, owner_id) references app.person);
create index isms_process_list on app.isms_process (tenant_id, status, code, id);
create index isms_process_owner on app.isms_process (tenant_id, owner_id);
create index isms_process_review on app.isms_process (tenant_id, next_review_on);

select app.protect('app.isms_process');
revoke delete on app.isms_process from isms_app;   -- what was done remains evidence: it is retired
