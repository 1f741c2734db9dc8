-- Assets (ISO/IEC 27001 A.5.9–A.5.14) and what they need from each other.

create table app.asset (
    tenant_id                 uuid not null references platform.tenant,
    id                        uuid not null,
    code                      varchar(20),
    name                      varchar(200) collate "und-x-icu" not null,
    type                      text not null,
    description               varchar(4000),
    owner_id                  uuid,
    custodian_id              uuid,
    unit_id                   uuid,
    location_id               uuid,
    classification            text not null,
    contains_personal_data    boolean not null,
    confidentiality           int check (confidentiality between 0 and 4),
    integrity                 int check (integrity between 0 and 4),
    availability              int check (availability between 0 and 4),
    effective_confidentiality int check (effective_confidentiality between 0 and 4),
    effective_integrity       int check (effective_integrity between 0 and 4),
    effective_availability    int check (effective_availability between 0 and 4),
    -- −1 says "not valued yet": a sort column without nulls keeps keyset paging simple.
    criticality               int not null generated always as (coalesce(greatest(effective_confidentiality, effective_integrity, effective_availability), -1)) stored,
    rto_hours                 int,
    rpo_hours                 int,
    acquired_on               date,
    end_of_support_on         date,
    valued_on                 date,
    next_review_on            date,
    -- Without a date it comes last; the program reads infinity as its greatest date.
    review_sort               date not null generated always as (coalesce(next_review_on, 'infinity')) stored,
    code_sort                 varchar(20) not null generated always as (coalesce(code, '')) stored,
    no_risk_reason            varchar(1000),
    status                    text not null,
    source_system             varchar(100),
    external_id               varchar(200),
    last_seen_at              timestamptz,
    disposal_record           varchar(1000),
    retired_on                date,
    version                   bigint not null default 1,
    primary key (tenant_id, id),
    constraint asset_code unique (tenant_id, code),
    constraint asset_source unique (tenant_id, source_system, external_id),
    foreign key (tenant_id, owner_id) references app.person,
    foreign key (tenant_id, custodian_id) references app.person,
    foreign key (tenant_id, unit_id) references app.organisational_unit,
    foreign key (tenant_id, location_id) references app.location);
-- One index per offered sort, the id behind it for keyset paging.
create index asset_name on app.asset (tenant_id, name, id);
create index asset_type on app.asset (tenant_id, type, id);
create index asset_status on app.asset (tenant_id, status, id);
create index asset_criticality on app.asset (tenant_id, criticality, id);
create index asset_review on app.asset (tenant_id, review_sort, id);
create index asset_code_sort on app.asset (tenant_id, code_sort, id);
create index asset_owner on app.asset (tenant_id, owner_id);
create index asset_custodian on app.asset (tenant_id, custodian_id);
create index asset_unit on app.asset (tenant_id, unit_id);
create index asset_location on app.asset (tenant_id, location_id);
-- The figures of the dashboard are counted in this index alone.
create index asset_figures on app.asset (tenant_id, status, criticality, owner_id, next_review_on, confidentiality, integrity, availability);

create table app.asset_dependency (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    upper_id  uuid not null,
    lower_id  uuid not null,
    mode_c    text not null,
    mode_i    text not null,
    mode_a    text not null,
    reason    varchar(500),
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint asset_dependency_pair unique (tenant_id, upper_id, lower_id),
    constraint asset_dependency_not_itself check (upper_id <> lower_id),
    foreign key (tenant_id, upper_id) references app.asset,
    foreign key (tenant_id, lower_id) references app.asset);
create index asset_dependency_lower on app.asset_dependency (tenant_id, lower_id);

-- A file between upload and confirmation of an import; any node can go on with it. Gone after a day.
create table app.asset_import (
    tenant_id  uuid not null references platform.tenant,
    id         uuid not null,
    file_name  varchar(200) not null,
    source     varchar(100) not null,
    content    bytea not null,
    mapping    jsonb not null,
    created_at timestamptz not null,
    created_by uuid not null,
    version    bigint not null default 1,
    primary key (tenant_id, id));
create index asset_import_created on app.asset_import (tenant_id, created_at);
insert into history.exempt values ('asset_import', 'a working file of a day: what it brought stands in the assets and their events');

-- Which column of a source means what: proposed again the next time that source is imported.
create table app.asset_import_mapping (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    source    varchar(100) not null,
    mapping   jsonb not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint asset_import_mapping_source unique (tenant_id, source));

select app.protect(t::regclass) from unnest('{app.asset,app.asset_dependency,app.asset_import,app.asset_import_mapping}'::text[]) t;

-- What an asset inherits changes with other assets: it is no edit of this one, so nobody who edits it is stale because of it.
create function app.next_version_of_asset() returns trigger language plpgsql set search_path = '' as $$
declare
    derived constant text[] := '{effective_confidentiality,effective_integrity,effective_availability,criticality,review_sort,code_sort}';
begin
    if (to_jsonb(new) - derived) is distinct from (to_jsonb(old) - derived) then
        new.version := old.version + 1;
    end if;
    return new;
end $$;
create or replace trigger a_version before update on app.asset for each row execute function app.next_version_of_asset();
