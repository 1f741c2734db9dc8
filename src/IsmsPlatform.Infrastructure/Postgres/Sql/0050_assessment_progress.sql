-- How far an assessment is, by person: a page reads a line for each owner, not one for each of 100,000 risks. Kept by the statements that change the rows
-- of the assessment, whichever act they belong to, as app.risk_assessment_item is by those that change the risks.
create table app.risk_assessment_progress (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    assessment_id uuid not null,
    person_id     uuid not null,
    risks         int not null,   -- in scope that are theirs
    evaluated     int not null,   -- of these, how many have nothing left to evaluate
    rated         int not null,   -- how many risks they evaluated in it, whosesoever
    version       bigint not null default 1,
    primary key (tenant_id, id),
    constraint risk_assessment_progress_once unique (tenant_id, assessment_id, person_id),
    foreign key (tenant_id, assessment_id) references app.risk_assessment,
    foreign key (tenant_id, person_id) references app.person);
create index risk_assessment_progress_person on app.risk_assessment_progress (tenant_id, person_id);
select app.protect('app.risk_assessment_progress'::regclass);
revoke delete on app.risk_assessment_progress from isms_app;

insert into app.risk_assessment_progress (tenant_id, id, assessment_id, person_id, risks, evaluated, rated)
select tenant_id, uuidv7(), assessment_id, person_id, sum(risks), sum(evaluated), sum(rated)
  from (select tenant_id, assessment_id, owner_id as person_id, count(*) as risks, count(*) filter (where state <> 'Open') as evaluated, 0 as rated
          from app.risk_assessment_item group by 1, 2, 3
         union all
        select tenant_id, assessment_id, evaluated_by, 0, 0, count(distinct risk_id) from app.risk_evaluation where assessment_id is not null group by 1, 2, 3) counted
 group by 1, 3, 4;

-- In the order of persons: of two who change rows of the same owners at once one waits for the other, and neither for both.
create function app.risks_taken_in() returns trigger language plpgsql set search_path = '' as $$
begin
    insert into app.risk_assessment_progress as p (tenant_id, id, assessment_id, person_id, risks, evaluated, rated)
    select tenant_id, uuidv7(), assessment_id, owner_id, count(*), count(*) filter (where state <> 'Open'), 0
      from later group by tenant_id, assessment_id, owner_id order by assessment_id, owner_id
        on conflict (tenant_id, assessment_id, person_id) do update set risks = p.risks + excluded.risks, evaluated = p.evaluated + excluded.evaluated, version = p.version + 1;
    return null;
end $$;
create trigger counted_in after insert on app.risk_assessment_item referencing new table as later for each statement execute function app.risks_taken_in();

create function app.assessed_risks_changed() returns trigger language plpgsql set search_path = '' as $$
begin
    insert into app.risk_assessment_progress as p (tenant_id, id, assessment_id, person_id, risks, evaluated, rated)
    select tenant_id, uuidv7(), assessment_id, owner_id, sum(risks), sum(evaluated), 0
      from (select tenant_id, assessment_id, owner_id, 1 as risks, (state <> 'Open')::int as evaluated from later
             union all
            select tenant_id, assessment_id, owner_id, -1, -(state <> 'Open')::int from earlier) changed
     group by tenant_id, assessment_id, owner_id having sum(risks) <> 0 or sum(evaluated) <> 0 order by assessment_id, owner_id
        on conflict (tenant_id, assessment_id, person_id) do update set risks = p.risks + excluded.risks, evaluated = p.evaluated + excluded.evaluated, version = p.version + 1;
    return null;
end $$;
create trigger counted after update on app.risk_assessment_item referencing old table as earlier new table as later for each statement execute function app.assessed_risks_changed();

-- A risk counts once for whoever evaluated it, however many stages they judged and however often.
create function app.risks_evaluated() returns trigger language plpgsql set search_path = '' as $$
begin
    insert into app.risk_assessment_progress as p (tenant_id, id, assessment_id, person_id, risks, evaluated, rated)
    select l.tenant_id, uuidv7(), l.assessment_id, l.evaluated_by, 0, 0, count(distinct l.risk_id)
      from later l
     where l.assessment_id is not null
       and not exists (select from app.risk_evaluation e where e.tenant_id = l.tenant_id and e.risk_id = l.risk_id and e.assessment_id = l.assessment_id
                        and e.evaluated_by = l.evaluated_by and e.id not in (select id from later))
     group by l.tenant_id, l.assessment_id, l.evaluated_by order by l.assessment_id, l.evaluated_by
        on conflict (tenant_id, assessment_id, person_id) do update set rated = p.rated + excluded.rated, version = p.version + 1;
    return null;
end $$;
create trigger counted after insert on app.risk_evaluation referencing new table as later for each statement execute function app.risks_evaluated();

select history.install();
