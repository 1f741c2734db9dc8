-- The scope of the ISMS (ISO/IEC 27001 4.3) in versions: what it says, what it draws in or leaves out, its interfaces, and what it rests on.
create table app.scope_statement (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    version_no     int not null,
    statement      varchar(600) not null,
    effective_from date,
    in_force_from  date,
    next_review_on date,
    reviewed_on    date,
    owner_id       uuid not null,
    status         text not null,
    version        bigint not null default 1,
    primary key (tenant_id, id),
    constraint scope_statement_number unique (tenant_id, version_no),
    check ((status = 'Approved') = (in_force_from is not null)),
    foreign key (tenant_id, owner_id) references app.person);
-- One draft at a time, also when two people begin at once.
create unique index scope_statement_open on app.scope_statement (tenant_id) where status in ('Draft', 'InReview');
create index scope_statement_in_force on app.scope_statement (tenant_id, in_force_from desc, version_no desc) where status = 'Approved';
create index scope_statement_owner on app.scope_statement (tenant_id, owner_id);

create table app.scope_item (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    scope_id      uuid not null,
    kind          text not null,
    unit_id       uuid,
    location_id   uuid,
    process_id    uuid,
    asset_id      uuid,
    name          varchar(250) not null,
    included      boolean not null,
    justification varchar(500),
    critical      boolean not null,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    check (num_nonnulls(unit_id, location_id, process_id, asset_id) = 1),
    foreign key (tenant_id, scope_id) references app.scope_statement,
    foreign key (tenant_id, unit_id) references app.organisational_unit,
    foreign key (tenant_id, location_id) references app.location,
    foreign key (tenant_id, process_id) references app.isms_process,
    foreign key (tenant_id, asset_id) references app.asset);
create unique index scope_item_once on app.scope_item (tenant_id, scope_id, unit_id, location_id, process_id, asset_id) nulls not distinct;
create index scope_item_unit on app.scope_item (tenant_id, unit_id) where unit_id is not null;
create index scope_item_location on app.scope_item (tenant_id, location_id) where location_id is not null;
create index scope_item_process on app.scope_item (tenant_id, process_id) where process_id is not null;
create index scope_item_asset on app.scope_item (tenant_id, asset_id) where asset_id is not null;

create table app.scope_interface (
    tenant_id   uuid not null references platform.tenant,
    id          uuid not null,
    scope_id    uuid not null,
    counterpart varchar(200) not null,
    exchanged   varchar(500) not null,
    direction   text not null,
    agreement   varchar(300),
    position    int not null,
    version     bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, scope_id) references app.scope_statement);
create index scope_interface_scope on app.scope_interface (tenant_id, scope_id, position);

-- What the scope rests on: the objectives that it serves, the law, issues and requirements that were considered (4.3 a, b).
create table app.scope_citation (
    tenant_id            uuid not null references platform.tenant,
    id                   uuid not null,
    scope_id             uuid not null,
    objective_id         uuid,
    legal_requirement_id uuid,
    issue_id             uuid,
    requirement_id       uuid,
    name                 varchar(2000) not null,
    version              bigint not null default 1,
    primary key (tenant_id, id),
    check (num_nonnulls(objective_id, legal_requirement_id, issue_id, requirement_id) = 1),
    foreign key (tenant_id, scope_id) references app.scope_statement,
    foreign key (tenant_id, objective_id) references app.business_objective,
    foreign key (tenant_id, legal_requirement_id) references app.legal_requirement,
    foreign key (tenant_id, issue_id) references app.context_issue,
    foreign key (tenant_id, requirement_id) references app.party_requirement);
create unique index scope_citation_once on app.scope_citation (tenant_id, scope_id, objective_id, legal_requirement_id, issue_id, requirement_id) nulls not distinct;
create index scope_citation_objective on app.scope_citation (tenant_id, objective_id) where objective_id is not null;
create index scope_citation_legal_requirement on app.scope_citation (tenant_id, legal_requirement_id) where legal_requirement_id is not null;
create index scope_citation_issue on app.scope_citation (tenant_id, issue_id) where issue_id is not null;
create index scope_citation_requirement on app.scope_citation (tenant_id, requirement_id) where requirement_id is not null;

select app.protect(t::regclass) from unnest('{app.scope_statement,app.scope_item,app.scope_interface,app.scope_citation}'::text[]) t;
revoke delete on app.scope_statement from isms_app;   -- a draft that is given up is withdrawn

-- What was approved stays as it was; only who looks after it, and when it is reviewed, goes on. After the row, so that keys and policies speak first.
create function app.approved_scope_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on constant text[] := '{owner_id,next_review_on,reviewed_on,version}';
begin
    if old.status = 'Approved' and (tg_op = 'DELETE' or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on)) then
        raise exception 'an approved scope is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.scope_statement for each row execute function app.approved_scope_stays();

create function app.part_of_approved_scope_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    part record;
begin
    part := case when tg_op = 'DELETE' then old else new end;
    if exists (select from app.scope_statement s where s.tenant_id = part.tenant_id and s.id = part.scope_id and s.status = 'Approved') then
        raise exception 'an approved scope is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after insert or update or delete on app.scope_item for each row execute function app.part_of_approved_scope_stays();
create trigger stays after insert or update or delete on app.scope_interface for each row execute function app.part_of_approved_scope_stays();
create trigger stays after insert or update or delete on app.scope_citation for each row execute function app.part_of_approved_scope_stays();
