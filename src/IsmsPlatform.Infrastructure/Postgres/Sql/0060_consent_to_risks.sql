-- For which risks somebody agreed to a plan: those of it that were theirs when they answered (6.1.3 f). A risk that finds another owner later keeps the consent
-- of who gave it, and nobody is said to have agreed for what was not theirs. What was agreed to before is made out from the history of that moment.
alter table app.treatment_consent add column risk_ids uuid[] not null default '{}';
select history.install();

create temporary table agreed on commit drop as
select c.tenant_id, c.id, array_agg(distinct r.id) as risk_ids
  from (select tenant_id, id, plan_id, person_id, min(valid_from) as given_at from history.treatment_consent where decision = 'Given' group by tenant_id, id, plan_id, person_id) c
  join history.treatment_action a on a.tenant_id = c.tenant_id and a.plan_id = c.plan_id and a.valid_from <= c.given_at and a.valid_to > c.given_at
  join history.treatment_action_risk l on l.tenant_id = a.tenant_id and l.action_id = a.id and l.valid_from <= c.given_at and l.valid_to > c.given_at
  join history.risk r on r.tenant_id = l.tenant_id and r.id = l.risk_id and r.owner_id = c.person_id and r.valid_from <= c.given_at and r.valid_to > c.given_at
 group by c.tenant_id, c.id;

update history.treatment_consent h set risk_ids = g.risk_ids from agreed g where g.tenant_id = h.tenant_id and g.id = h.id and h.decision = 'Given';
update app.treatment_consent c set risk_ids = g.risk_ids from agreed g where g.tenant_id = c.tenant_id and g.id = c.id and c.decision = 'Given';
set constraints all immediate;
