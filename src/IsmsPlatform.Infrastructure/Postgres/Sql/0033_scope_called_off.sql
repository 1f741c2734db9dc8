-- What was approved for a later day may be called off before that day comes, and stays as it was otherwise. Closed versions are as fixed as approved ones.
create or replace function app.approved_scope_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    goes_on text[] := '{owner_id,next_review_on,reviewed_on,version}';
    -- Where the day is over last it is still yesterday here.
    called_off constant boolean := tg_op = 'UPDATE' and old.status = 'Approved' and new.status = 'Withdrawn' and new.in_force_from is null
        and old.in_force_from >= (now() at time zone 'UTC')::date;
begin
    if called_off then goes_on := goes_on || '{status,in_force_from}'::text[]; end if;
    if old.status in ('Approved', 'Withdrawn') and (tg_op = 'DELETE' or (to_jsonb(new) - goes_on) is distinct from (to_jsonb(old) - goes_on)) then
        raise exception 'an approved scope is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

create or replace function app.part_of_approved_scope_stays() returns trigger language plpgsql set search_path = '' as $$
declare
    part record;
begin
    part := case when tg_op = 'DELETE' then old else new end;
    if exists (select from app.scope_statement s where s.tenant_id = part.tenant_id and s.id = part.scope_id and s.status in ('Approved', 'Withdrawn')) then
        raise exception 'an approved scope is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
