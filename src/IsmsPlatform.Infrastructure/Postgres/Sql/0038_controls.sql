-- Controls: those of Annex A, copied so that everything may refer to them, and the organisation's own (ISO/IEC 27001 6.1.3, 8.1).
create table app.control (
    tenant_id    uuid not null references platform.tenant,
    id           uuid not null,
    code         varchar(20) not null,
    annex_id     varchar(10) references platform.annex_a_control,
    ordinal      int not null,
    title        varchar(200) collate "und-x-icu" not null,
    purpose      varchar(2000),
    theme        text not null,
    nature       text not null,
    types        text[] not null,
    properties   text[] not null,
    concepts     text[] not null,
    capabilities text[] not null,
    domains      text[] not null,
    retired_on   date,
    version      bigint not null default 1,
    primary key (tenant_id, id),
    constraint control_code unique (tenant_id, code),
    constraint control_annex unique (tenant_id, annex_id),
    check (annex_id is null or retired_on is null));
create index control_list on app.control (tenant_id, ordinal, id);
create index control_title on app.control (tenant_id, title, id);

create table app.control_implementation (
    tenant_id         uuid not null references platform.tenant,
    id                uuid not null,
    control_id        uuid not null,
    title             varchar(200) collate "und-x-icu" not null,
    description       varchar(4000),
    unit_id           uuid,
    location_id       uuid,
    asset_id          uuid,
    owner_id          uuid not null,
    operator_id       uuid,
    status            text not null,
    maturity          int check (maturity between 0 and 5),
    frequency         text,
    automation        text,
    evidence_expected varchar(1000),
    version           bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, control_id) references app.control,
    foreign key (tenant_id, unit_id) references app.organisational_unit,
    foreign key (tenant_id, location_id) references app.location,
    foreign key (tenant_id, asset_id) references app.asset,
    foreign key (tenant_id, owner_id) references app.person,
    foreign key (tenant_id, operator_id) references app.person);
-- What stands under a control, with what its list counts.
create index control_implementation_control on app.control_implementation (tenant_id, control_id, status);
create index control_implementation_owner on app.control_implementation (tenant_id, owner_id);
create index control_implementation_operator on app.control_implementation (tenant_id, operator_id);
create index control_implementation_unit on app.control_implementation (tenant_id, unit_id);
create index control_implementation_location on app.control_implementation (tenant_id, location_id);
create index control_implementation_asset on app.control_implementation (tenant_id, asset_id);

select app.protect(t::regclass) from unnest('{app.control,app.control_implementation}'::text[]) t;
revoke delete on app.control, app.control_implementation from isms_app;   -- what was in place is evidence: it is retired

-- Organisations that are there already.
insert into app.control (tenant_id, id, code, annex_id, ordinal, title, purpose, theme, nature, types, properties, concepts, capabilities, domains)
select t.id, uuidv7(), a.id, a.id, a.ordinal, a.title, a.purpose, a.theme, a.nature, a.types, a.properties, a.concepts, a.capabilities, a.domains
  from platform.tenant t cross join platform.annex_a_control a;
