-- The risk register and its evaluations (ISO/IEC 27001 6.1.2, 8.2).
create table app.risk (
    tenant_id               uuid not null references platform.tenant,
    id                      uuid not null,
    code                    varchar(20) not null,
    title                   varchar(200) collate "und-x-icu" not null,
    scenario                varchar(4000),
    kind                    text not null,
    threat_id               uuid,
    confidentiality         boolean not null,
    integrity               boolean not null,
    availability            boolean not null,
    treatment               text,
    personal_data           boolean not null,
    status                  text not null,
    owner_id                uuid not null,
    next_review_on          date not null,
    reviewed_on             date,
    closed_reason           varchar(1000),
    inherent_methodology_id uuid,
    inherent_likelihood     int not null,
    inherent_impact         int not null,
    inherent_level          int not null,
    current_methodology_id  uuid,
    current_likelihood      int not null,
    current_impact          int not null,
    current_level           int not null,
    target_methodology_id   uuid,
    target_likelihood       int not null,
    target_impact           int not null,
    target_level            int not null,
    reevaluate_since        date,
    reevaluate_cause        text,
    reevaluate_because_of   varchar(200),
    -- The gravest first: as it is now, or without controls while nobody said how it is now. A rising order without nulls keeps paging simple.
    gravity                 int not null generated always as (-(case when current_level > 0 then current_level * 100 + current_likelihood * current_impact
                                                                     else inherent_level * 100 + inherent_likelihood * inherent_impact end)) stored,
    is_open                 boolean not null generated always as (status <> 'Closed') stored,
    version                 bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_code unique (tenant_id, code),
    foreign key (tenant_id, threat_id) references app.threat,
    foreign key (tenant_id, owner_id) references app.person,
    foreign key (tenant_id, inherent_methodology_id) references app.risk_methodology,
    foreign key (tenant_id, current_methodology_id) references app.risk_methodology,
    foreign key (tenant_id, target_methodology_id) references app.risk_methodology);
-- One index per offered sort, the id behind it for keyset paging.
create index risk_gravity on app.risk (tenant_id, gravity, id);
create index risk_title on app.risk (tenant_id, title, id);
create index risk_review on app.risk (tenant_id, next_review_on, id);
create index risk_owner on app.risk (tenant_id, owner_id);
create index risk_threat on app.risk (tenant_id, threat_id);
-- The heat map of each stage is counted in these alone, and each of its cells opens the register by them.
create index risk_inherent on app.risk (tenant_id, inherent_methodology_id, is_open, inherent_likelihood, inherent_impact);
create index risk_current on app.risk (tenant_id, current_methodology_id, is_open, current_likelihood, current_impact);
create index risk_target on app.risk (tenant_id, target_methodology_id, is_open, target_likelihood, target_impact);
create index risk_reevaluate on app.risk (tenant_id, reevaluate_since) where reevaluate_since is not null;

create table app.risk_asset (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    risk_id   uuid not null,
    asset_id  uuid not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_asset_pair unique (tenant_id, risk_id, asset_id),
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, asset_id) references app.asset);
create index risk_asset_asset on app.risk_asset (tenant_id, asset_id);

create table app.risk_vulnerability (
    tenant_id        uuid not null references platform.tenant,
    id               uuid not null,
    risk_id          uuid not null,
    vulnerability_id uuid not null,
    version          bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_vulnerability_pair unique (tenant_id, risk_id, vulnerability_id),
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, vulnerability_id) references app.vulnerability);
create index risk_vulnerability_vulnerability on app.risk_vulnerability (tenant_id, vulnerability_id);

create table app.risk_control (
    tenant_id         uuid not null references platform.tenant,
    id                uuid not null,
    risk_id           uuid not null,
    implementation_id uuid not null,
    version           bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_control_pair unique (tenant_id, risk_id, implementation_id),
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, implementation_id) references app.control_implementation);
create index risk_control_implementation on app.risk_control (tenant_id, implementation_id);

-- Append-only: an evaluation is evidence, with the version of the methodology that it was made by.
create table app.risk_evaluation (
    tenant_id      uuid not null references platform.tenant,
    id             uuid not null,
    risk_id        uuid not null,
    stage          text not null,
    likelihood     int not null check (likelihood > 0),
    impacts        int[] not null,
    impact         int not null check (impact > 0),
    level          int not null check (level > 0),
    rationale      varchar(2000) not null,
    deviation      varchar(1000),
    evaluated_by   uuid not null,
    evaluated_on   date not null,
    recorded_at    timestamptz not null,
    methodology_id uuid not null,
    version        bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, evaluated_by) references app.person,
    foreign key (tenant_id, methodology_id) references app.risk_methodology);
create index risk_evaluation_risk on app.risk_evaluation (tenant_id, risk_id, recorded_at, id);
create index risk_evaluation_evaluator on app.risk_evaluation (tenant_id, evaluated_by);

select app.protect(t::regclass) from unnest('{app.risk,app.risk_asset,app.risk_vulnerability,app.risk_control,app.risk_evaluation}'::text[]) t;
revoke update, delete on app.risk_evaluation from isms_app;

-- Risks by words and parts of words, as for assets.
create function app.risk_words(title text, code text, scenario text) returns text language sql immutable parallel safe
    return lower((title || ' ' || code || ' ' || coalesce(scenario, '')) collate "pg_c_utf8");

select history.install();
create index risk_words on app.risk using gin (tenant_id, app.risk_words(title, code, scenario) extension.gin_trgm_ops);
create index risk_words_h on history.risk using gin (tenant_id, app.risk_words(title, code, scenario) extension.gin_trgm_ops);
grant select on app.risk, history.risk to isms_search;
grant execute on function app.risk_words(text, text, text) to isms_app, isms_search, isms_history;
create policy search on app.risk for select to isms_search using (true);
create policy search on history.risk for select to isms_search using (true);

create function app.search_risk(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select r.id from app.risk r
     where r.tenant_id = (select app.tenant_id()) and app.risk_words(r.title, r.code, r.scenario) like longest
       and app.risk_words(r.title, r.code, r.scenario) like all (patterns)
$$;

create function as_of.search_risk(longest text, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = '' rows 50 as $$
    select r.id from history.risk r
     where r.tenant_id = (select app.tenant_id()) and app.risk_words(r.title, r.code, r.scenario) like longest
       and app.risk_words(r.title, r.code, r.scenario) like all (patterns)
       and r.valid_from <= (select app.as_of()) and r.valid_to > (select app.as_of())
$$;
alter function app.search_risk(text, text[]) owner to isms_search;
alter function as_of.search_risk(text, text[]) owner to isms_search;
grant execute on function app.search_risk(text, text[]), as_of.search_risk(text, text[]) to isms_app;
