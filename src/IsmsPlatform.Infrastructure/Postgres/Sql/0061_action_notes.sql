-- What was done, how that was checked, and what is missing where it was sent back: in words beside the per cent.
alter table app.treatment_action add column report_note varchar(1000);
alter table app.treatment_action add column verified_note varchar(1000);
alter table app.treatment_action add column sent_back_reason varchar(1000);

create or replace function app.action_of_submitted_plan_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on constant text[] := '{owner_id,due_on,cost_actual,progress,status,done_on,done_by_id,report_note,verified_by_id,verified_on,verified_note,sent_back_reason,reason,version}';
begin
    if (tg_op = 'DELETE' or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on))
        and exists (select from app.treatment_plan p where p.tenant_id = old.tenant_id and p.id = old.plan_id and p.status <> 'Draft') then
        raise exception 'an action of a submitted treatment plan is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

select history.install();
