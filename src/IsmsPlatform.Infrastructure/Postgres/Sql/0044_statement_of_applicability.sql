-- The Statement of Applicability (ISO/IEC 27001 6.1.3 c, d) in versions: of each control whether it is necessary, why, and how it is put into practice.
create table app.soa_version (
    tenant_id   uuid not null references platform.tenant,
    id          uuid not null,
    version_no  int not null,
    status      text not null,
    scope_id    uuid not null,
    author_id   uuid not null,
    approved_on date,
    version     bigint not null default 1,
    primary key (tenant_id, id),
    check ((status = 'Approved') = (approved_on is not null)),
    constraint soa_version_number unique (tenant_id, version_no),
    foreign key (tenant_id, scope_id) references app.scope_statement,
    foreign key (tenant_id, author_id) references app.person);
-- One draft at a time, also when two people begin at once.
create unique index soa_version_open on app.soa_version (tenant_id) where status in ('Draft', 'InReview');
create index soa_version_scope on app.soa_version (tenant_id, scope_id);
create index soa_version_author on app.soa_version (tenant_id, author_id);

-- What is read live in a draft (coverage to evidence_on) is kept here from the moment on when approval is asked for.
create table app.soa_entry (
    tenant_id       uuid not null references platform.tenant,
    id              uuid not null,
    soa_id          uuid not null,
    control_id      uuid not null,
    code            varchar(20) not null,
    ordinal         int not null,
    title           varchar(200) not null,
    theme           text not null,
    applicable      boolean,
    reasons         text[] not null,
    justification   varchar(1000),
    reviewed_by     uuid,
    reviewed_on     date,
    coverage        text,
    implementations text[] not null,
    owner           varchar(200),
    evidence_on     date,
    version         bigint not null default 1,
    primary key (tenant_id, id),
    constraint soa_entry_control unique (tenant_id, soa_id, control_id),
    -- 6.1.3 d: a reason both ways.
    check (applicable is distinct from true or cardinality(reasons) > 0),
    check (applicable is distinct from false or length(coalesce(justification, '')) >= 20),
    foreign key (tenant_id, soa_id) references app.soa_version,
    foreign key (tenant_id, control_id) references app.control,
    foreign key (tenant_id, reviewed_by) references app.person);
create index soa_entry_of_control on app.soa_entry (tenant_id, control_id);
create index soa_entry_reviewer on app.soa_entry (tenant_id, reviewed_by) where reviewed_by is not null;

create table app.soa_link (
    tenant_id            uuid not null references platform.tenant,
    id                   uuid not null,
    entry_id             uuid not null,
    risk_id              uuid,
    legal_requirement_id uuid,
    requirement_id       uuid,
    name                 varchar(2000) not null,
    version              bigint not null default 1,
    primary key (tenant_id, id),
    check (num_nonnulls(risk_id, legal_requirement_id, requirement_id) = 1),
    foreign key (tenant_id, entry_id) references app.soa_entry,
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, legal_requirement_id) references app.legal_requirement,
    foreign key (tenant_id, requirement_id) references app.party_requirement);
create unique index soa_link_once on app.soa_link (tenant_id, entry_id, risk_id, legal_requirement_id, requirement_id) nulls not distinct;
create index soa_link_risk on app.soa_link (tenant_id, risk_id) where risk_id is not null;
create index soa_link_legal_requirement on app.soa_link (tenant_id, legal_requirement_id) where legal_requirement_id is not null;
create index soa_link_requirement on app.soa_link (tenant_id, requirement_id) where requirement_id is not null;

select app.protect(t::regclass) from unnest('{app.soa_version,app.soa_entry,app.soa_link}'::text[]) t;
revoke delete on app.soa_version from isms_app;   -- a draft that is given up is withdrawn

-- What was approved stays as it was, with the statuses, names and links of that day. After the row, so that keys and policies speak first.
create function app.approved_soa_stays() returns trigger language plpgsql set search_path = '' as $$
begin
    if old.status = 'Approved' then
        raise exception 'an approved Statement of Applicability is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.soa_version for each row execute function app.approved_soa_stays();

create function app.part_of_approved_soa_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    part record;
    soa  uuid;
begin
    part := case when tg_op = 'DELETE' then old else new end;
    soa := case when tg_table_name = 'soa_entry' then (to_jsonb(part) ->> 'soa_id')::uuid
                else (select e.soa_id from app.soa_entry e where e.tenant_id = part.tenant_id and e.id = (to_jsonb(part) ->> 'entry_id')::uuid) end;
    if exists (select from app.soa_version v where v.tenant_id = part.tenant_id and v.id = soa and v.status = 'Approved') then
        raise exception 'an approved Statement of Applicability is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after insert or update or delete on app.soa_entry for each row execute function app.part_of_approved_soa_stays();
create trigger stays after insert or update or delete on app.soa_link for each row execute function app.part_of_approved_soa_stays();
