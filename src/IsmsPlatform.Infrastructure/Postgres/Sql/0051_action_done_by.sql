-- Four eyes, whoever had to do it: nobody verifies what they themselves reported as done.
alter table app.treatment_action add column done_by_id uuid;
alter table app.treatment_action add foreign key (tenant_id, done_by_id) references app.person;
alter table app.treatment_action add check (status <> 'Verified' or verified_by_id is distinct from done_by_id);
create index treatment_action_done_by on app.treatment_action (tenant_id, done_by_id);

create or replace function app.action_of_submitted_plan_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on constant text[] := '{owner_id,due_on,cost_actual,progress,status,done_on,done_by_id,verified_by_id,verified_on,reason,version}';
begin
    if (tg_op = 'DELETE' or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on))
        and exists (select from app.treatment_plan p where p.tenant_id = old.tenant_id and p.id = old.plan_id and p.status <> 'Draft') then
        raise exception 'an action of a submitted treatment plan is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

select history.install();
