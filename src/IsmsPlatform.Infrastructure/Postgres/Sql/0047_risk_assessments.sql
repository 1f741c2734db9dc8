-- Risk assessments (ISO/IEC 27001 6.1.2, 8.2): who rates which risks again, by when, and what came of it.
create table app.risk_assessment (
    tenant_id         uuid not null references platform.tenant,
    id                uuid not null,
    code              varchar(20) not null,
    name              varchar(200) collate "und-x-icu" not null,
    trigger           text not null,
    why               varchar(2000),
    kinds             text[] not null,
    threat_categories text[] not null,
    needs             text[] not null,
    start_on          date not null,
    due_on            date not null,
    lead_id           uuid not null,
    status            text not null,
    methodology_id    uuid,
    started_on        date,
    completed_on      date,
    completed_by_id   uuid,
    content_hash      bytea,
    cancelled_reason  varchar(1000),
    version           bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_assessment_code unique (tenant_id, code),
    check (start_on <= due_on),
    check (status not in ('InProgress', 'Review', 'Completed') or (methodology_id is not null and started_on is not null)),
    check ((status = 'Completed') = (completed_on is not null and completed_by_id is not null and content_hash is not null)),
    check ((status = 'Cancelled') = (cancelled_reason is not null)),
    foreign key (tenant_id, lead_id) references app.person,
    foreign key (tenant_id, completed_by_id) references app.person,
    foreign key (tenant_id, methodology_id) references app.risk_methodology);
create index risk_assessment_due on app.risk_assessment (tenant_id, due_on, id);
create index risk_assessment_name on app.risk_assessment (tenant_id, name, id);
create index risk_assessment_status on app.risk_assessment (tenant_id, status, completed_on);
create index risk_assessment_lead on app.risk_assessment (tenant_id, lead_id);
create index risk_assessment_completed_by on app.risk_assessment (tenant_id, completed_by_id);
create index risk_assessment_methodology on app.risk_assessment (tenant_id, methodology_id);

-- Which risks it is about, beside kinds, categories and needs: those of assets in a unit or at a location, those of an asset, those of an owner.
create table app.risk_assessment_scope (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    assessment_id uuid not null,
    unit_id       uuid,
    location_id   uuid,
    asset_id      uuid,
    owner_id      uuid,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    check (num_nonnulls(unit_id, location_id, asset_id, owner_id) = 1),
    foreign key (tenant_id, assessment_id) references app.risk_assessment,
    foreign key (tenant_id, unit_id) references app.organisational_unit,
    foreign key (tenant_id, location_id) references app.location,
    foreign key (tenant_id, asset_id) references app.asset,
    foreign key (tenant_id, owner_id) references app.person);
create unique index risk_assessment_scope_once on app.risk_assessment_scope (tenant_id, assessment_id, unit_id, location_id, asset_id, owner_id) nulls not distinct;
create index risk_assessment_scope_unit on app.risk_assessment_scope (tenant_id, unit_id) where unit_id is not null;
create index risk_assessment_scope_location on app.risk_assessment_scope (tenant_id, location_id) where location_id is not null;
create index risk_assessment_scope_asset on app.risk_assessment_scope (tenant_id, asset_id) where asset_id is not null;
create index risk_assessment_scope_owner on app.risk_assessment_scope (tenant_id, owner_id) where owner_id is not null;

create table app.risk_assessment_participant (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    assessment_id uuid not null,
    person_id     uuid not null,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_assessment_participant_once unique (tenant_id, assessment_id, person_id),
    foreign key (tenant_id, assessment_id) references app.risk_assessment,
    foreign key (tenant_id, person_id) references app.person);
create index risk_assessment_participant_person on app.risk_assessment_participant (tenant_id, person_id);

-- The risks in scope from the start on: how each stood before, how it stands now, and what was evaluated in this assessment. What of it follows the
-- risk is kept by the triggers below, whichever act changes the risk; so progress is counted here alone.
create table app.risk_assessment_item (
    tenant_id             uuid not null references platform.tenant,
    id                    uuid not null,
    assessment_id         uuid not null,
    risk_id               uuid not null,
    code                  varchar(20) not null,
    owner_id              uuid not null,
    treatment             text,
    is_closed             boolean not null,
    before_methodology_id uuid,
    before_likelihood     int not null,
    before_impact         int not null,
    before_level          int not null,
    now_methodology_id    uuid,
    now_likelihood        int not null,
    now_impact            int not null,
    now_level             int not null,
    inherent_done         boolean not null,
    current_done          boolean not null,
    target_done           boolean not null,
    -- A target says where treatment leads: it is asked for where the risk is to become smaller.
    state                 text not null generated always as (case when is_closed then 'Closed'
                              when inherent_done and current_done and (target_done or treatment is null or treatment not in ('Modify', 'Share')) then 'Done' else 'Open' end) stored,
    -- Levels of two methodologies cannot be compared.
    moved                 int generated always as (case when current_done and before_methodology_id = now_methodology_id
                              then case when now_level > before_level then 1 when now_level < before_level then -1 else 0 end end) stored,
    version               bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_assessment_item_once unique (tenant_id, assessment_id, risk_id),
    foreign key (tenant_id, assessment_id) references app.risk_assessment,
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, owner_id) references app.person,
    foreign key (tenant_id, before_methodology_id) references app.risk_methodology,
    foreign key (tenant_id, now_methodology_id) references app.risk_methodology);
create index risk_assessment_item_code on app.risk_assessment_item (tenant_id, assessment_id, code, id);
create index risk_assessment_item_state on app.risk_assessment_item (tenant_id, assessment_id, state, owner_id, code, id);
create index risk_assessment_item_moved on app.risk_assessment_item (tenant_id, assessment_id, moved, code, id);
create index risk_assessment_item_risk on app.risk_assessment_item (tenant_id, risk_id);
create index risk_assessment_item_owner on app.risk_assessment_item (tenant_id, owner_id);
create index risk_assessment_item_before on app.risk_assessment_item (tenant_id, before_methodology_id);
create index risk_assessment_item_now on app.risk_assessment_item (tenant_id, now_methodology_id);

-- The register as it was when the assessment was completed, in the words of that day. It is evidence: written once, never changed.
create table app.risk_assessment_result (
    tenant_id               uuid not null references platform.tenant,
    id                      uuid not null,
    assessment_id           uuid not null,
    risk_id                 uuid not null,
    code                    varchar(20) not null,
    title                   varchar(200) not null,
    owner                   varchar(200) not null,
    assets                  text[] not null,
    status                  text not null,
    treatment               text,
    before_methodology_id   uuid,
    before_likelihood       int not null,
    before_impact           int not null,
    before_level            int not null,
    before_words            text[] not null,
    inherent_methodology_id uuid,
    inherent_likelihood     int not null,
    inherent_impact         int not null,
    inherent_level          int not null,
    inherent_words          text[] not null,
    current_methodology_id  uuid,
    current_likelihood      int not null,
    current_impact          int not null,
    current_level           int not null,
    current_words           text[] not null,
    target_methodology_id   uuid,
    target_likelihood       int not null,
    target_impact           int not null,
    target_level            int not null,
    target_words            text[] not null,
    moved                   int generated always as (case when before_methodology_id = current_methodology_id
                                then case when current_level > before_level then 1 when current_level < before_level then -1 else 0 end end) stored,
    version                 bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, assessment_id) references app.risk_assessment,
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, before_methodology_id) references app.risk_methodology,
    foreign key (tenant_id, inherent_methodology_id) references app.risk_methodology,
    foreign key (tenant_id, current_methodology_id) references app.risk_methodology,
    foreign key (tenant_id, target_methodology_id) references app.risk_methodology);
create index risk_assessment_result_code on app.risk_assessment_result (tenant_id, assessment_id, code, id);
-- How a risk stood in an assessment, for the comparison of two.
create index risk_assessment_result_risk on app.risk_assessment_result (tenant_id, risk_id, assessment_id);
create index risk_assessment_result_before on app.risk_assessment_result (tenant_id, before_methodology_id);
create index risk_assessment_result_inherent on app.risk_assessment_result (tenant_id, inherent_methodology_id);
create index risk_assessment_result_current on app.risk_assessment_result (tenant_id, current_methodology_id);
create index risk_assessment_result_target on app.risk_assessment_result (tenant_id, target_methodology_id);

-- In which assessment a risk was evaluated, and which judgement it says to hold still.
alter table app.risk_evaluation
    add column assessment_id uuid,
    add column confirms_id uuid,
    add foreign key (tenant_id, assessment_id) references app.risk_assessment,
    add foreign key (tenant_id, confirms_id) references app.risk_evaluation;
create index risk_evaluation_assessment on app.risk_evaluation (tenant_id, assessment_id, evaluated_by) where assessment_id is not null;
create index risk_evaluation_confirms on app.risk_evaluation (tenant_id, confirms_id) where confirms_id is not null;

select app.protect(t::regclass) from unnest('{app.risk_assessment,app.risk_assessment_scope,app.risk_assessment_participant,app.risk_assessment_item,app.risk_assessment_result}'::text[]) t;
revoke delete on app.risk_assessment, app.risk_assessment_item from isms_app;
revoke update, delete on app.risk_assessment_result from isms_app;

create function app.risk_of_assessments() returns trigger language plpgsql set search_path = '' as $$
begin
    update app.risk_assessment_item i
       set owner_id = new.owner_id, treatment = new.treatment, is_closed = new.status = 'Closed',
           now_methodology_id = new.current_methodology_id, now_likelihood = new.current_likelihood, now_impact = new.current_impact, now_level = new.current_level
      from app.risk_assessment a
     where i.tenant_id = new.tenant_id and i.risk_id = new.id and a.tenant_id = i.tenant_id and a.id = i.assessment_id and a.status in ('InProgress', 'Review');
    return null;
end $$;
create trigger assessed after update of owner_id, treatment, status, current_methodology_id, current_likelihood, current_impact, current_level on app.risk
    for each row when ((old.owner_id, old.treatment, old.status, old.current_methodology_id, old.current_likelihood, old.current_impact, old.current_level)
                       is distinct from (new.owner_id, new.treatment, new.status, new.current_methodology_id, new.current_likelihood, new.current_impact, new.current_level))
    execute function app.risk_of_assessments();

create function app.evaluation_of_assessment() returns trigger language plpgsql set search_path = '' as $$
begin
    update app.risk_assessment_item i
       set inherent_done = i.inherent_done or new.stage = 'Inherent', current_done = i.current_done or new.stage = 'Current', target_done = i.target_done or new.stage = 'Target'
     where i.tenant_id = new.tenant_id and i.assessment_id = new.assessment_id and i.risk_id = new.risk_id;
    return null;
end $$;
create trigger assessed after insert on app.risk_evaluation for each row when (new.assessment_id is not null) execute function app.evaluation_of_assessment();

-- What is over stays as it was. After the row, so that keys and policies speak first.
create function app.risk_assessment_stays() returns trigger language plpgsql set search_path = '' as $$
begin
    if old.status in ('Completed', 'Cancelled') then
        raise exception 'a risk assessment that is over is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.risk_assessment for each row execute function app.risk_assessment_stays();

create function app.part_of_risk_assessment_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    part record;
begin
    part := case when tg_op = 'DELETE' then old else new end;
    if exists (select from app.risk_assessment a where a.tenant_id = part.tenant_id and a.id = part.assessment_id and a.status in ('Completed', 'Cancelled')) then
        raise exception 'a risk assessment that is over is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after insert or update or delete on app.risk_assessment_scope for each row execute function app.part_of_risk_assessment_stays();
create trigger stays after insert or update or delete on app.risk_assessment_participant for each row execute function app.part_of_risk_assessment_stays();
create trigger stays after insert or update on app.risk_assessment_item for each row execute function app.part_of_risk_assessment_stays();
create trigger stays after insert on app.risk_assessment_result for each row execute function app.part_of_risk_assessment_stays();

select history.install();
