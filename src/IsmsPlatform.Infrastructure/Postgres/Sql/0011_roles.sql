-- Roles for a part of the organisation, and the reason why conflicting ones are held together (A.5.3).
alter table app.role_assignment
    add column unit_id uuid,
    add column conflict_reason varchar(1000),
    add foreign key (tenant_id, unit_id) references app.organisational_unit;
create index role_assignment_unit on app.role_assignment (tenant_id, unit_id);

-- One may hold a role for several units, but each only once.
drop index app.role_assignment_open;
create unique index role_assignment_open on app.role_assignment (tenant_id, person_id, role, unit_id) nulls not distinct where "to" is null;
