-- Every list names its owners: person by id, name alone. Where few people are expected in an organisation, the index of names looked cheaper to
-- the planner than table and key, and each of fifty rows read the names of all people. This one holds both, found by id.
create index person_named on app.person (tenant_id, id) include (name);
