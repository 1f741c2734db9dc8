-- The Statement of Applicability says which controls the treatment of risks needs (6.1.3 b–d): it rests on the plan that was approved last.
alter table app.soa_version add column plan_id uuid;
alter table app.soa_version add foreign key (tenant_id, plan_id) references app.treatment_plan;
create index soa_version_plan on app.soa_version (tenant_id, plan_id) where plan_id is not null;
