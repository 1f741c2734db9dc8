-- Somebody answers for each system that reads or writes here: whoever made its key, until they hand it over. Keys of the console and those
-- of before have nobody until somebody is named.
alter table platform.api_client add column responsible_id uuid;
alter table platform.api_client add foreign key (tenant_id, responsible_id) references app.person;
create index api_client_responsible on platform.api_client (tenant_id, responsible_id);
