-- What came under an assessment of all risks since its risks were taken in was found by counting the register. A risk comes under it by being identified or
-- reopened, and by nothing else: those opened since are few, and those among them without a row are the answer. Risks that were there before this column
-- were opened before any day that is asked for; an assessment that had begun then has no moment and looks at all of them.
alter table app.risk add column opened_at timestamptz not null default '-infinity';
alter table app.risk alter column opened_at set default now();
create index risk_opened on app.risk (tenant_id, opened_at, id) where is_open;

alter table app.risk_assessment add column taken_in_at timestamptz;

create function app.risk_reopened() returns trigger language plpgsql set search_path = '' as $$
begin
    new.opened_at := now();
    return new;
end $$;
create trigger reopened before update of status on app.risk for each row when (old.status = 'Closed' and new.status <> 'Closed') execute function app.risk_reopened();

select history.install();
