-- The RACI matrix (ISO/IEC 27001 5.3): subjects, and who takes part in each.
create table app.raci_subject (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    name      varchar(200) not null,
    clause    varchar(20),
    position  int not null,
    version   bigint not null default 1,
    primary key (tenant_id, id));
create index raci_subject_position on app.raci_subject (tenant_id, position, id);

create table app.raci_entry (
    tenant_id  uuid not null references platform.tenant,
    id         uuid not null,
    subject_id uuid not null,
    letter     text not null,
    person_id  uuid,
    role       text,
    version    bigint not null default 1,
    primary key (tenant_id, id),
    check (person_id is not null or role is not null),
    foreign key (tenant_id, subject_id) references app.raci_subject,
    foreign key (tenant_id, person_id) references app.person);
create unique index raci_entry_accountable on app.raci_entry (tenant_id, subject_id) where letter = 'Accountable';
create unique index raci_entry_once on app.raci_entry (tenant_id, subject_id, letter, person_id, role) nulls not distinct;
create index raci_entry_person on app.raci_entry (tenant_id, person_id);

select app.protect(t::regclass) from unnest('{app.raci_subject,app.raci_entry}'::text[]) t;
