-- Roles that an organisation defines itself, beside those that every organisation has (ISO/IEC 27001 5.3).
create table app.custom_role (
    tenant_id   uuid not null references platform.tenant,
    id          uuid not null,
    name        varchar(100) not null,
    purpose     varchar(300) not null,
    permissions text[] not null check (cardinality(permissions) > 0),
    retired_on  date,
    version     bigint not null default 1,
    primary key (tenant_id, id));
-- A retired role keeps its name for those who read about it, and leaves it to the next one.
create unique index custom_role_name on app.custom_role (tenant_id, lower(name)) where retired_on is null;
create index custom_role_list on app.custom_role (tenant_id, name, id);
select app.protect('app.custom_role');
revoke delete on app.custom_role from isms_app;

-- An assignment gives a role that every organisation has or one of its own: everything else about it is the same.
alter table app.role_assignment
    add column custom_role_id uuid,
    add constraint role_assignment_own check ((role = 'Custom') = (custom_role_id is not null)),
    add foreign key (tenant_id, custom_role_id) references app.custom_role;
create index role_assignment_custom_role on app.role_assignment (tenant_id, custom_role_id);
drop index app.role_assignment_open;
create unique index role_assignment_open on app.role_assignment (tenant_id, person_id, role, custom_role_id, unit_id) nulls not distinct where "to" is null;
