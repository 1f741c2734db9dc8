-- Somebody answers for the climate determination, too, and looks at it again by a planned day. What was determined before falls to
-- whoever determined it; where another system did, or they left, to the ISMS manager, an administrator or anybody who is there.
alter table app.climate_determination add column owner_id uuid, add column next_review_on date, add column reviewed_on date;
update app.climate_determination c set
    owner_id = coalesce(
        (select p.id from app.person p where p.tenant_id = c.tenant_id and p.id = c.determined_by_id and p.status in ('Active', 'Absent')),
        (select p.id from app.person p join app.role_assignment r on r.tenant_id = p.tenant_id and r.person_id = p.id and r.status = 'Effective' and r.role in ('IsmsManager', 'TenantAdmin')
          where p.tenant_id = c.tenant_id and p.status in ('Active', 'Absent') order by r.role, r."from", p.id limit 1),
        (select p.id from app.person p where p.tenant_id = c.tenant_id order by p.status = 'Active' desc, p.id limit 1)),
    next_review_on = c.determined_on + interval '12 months', reviewed_on = c.determined_on;
set constraints all immediate;
alter table app.climate_determination alter column owner_id set not null, alter column next_review_on set not null,
    add foreign key (tenant_id, owner_id) references app.person;
create index climate_determination_owner on app.climate_determination (tenant_id, owner_id);
