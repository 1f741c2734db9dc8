-- The file between upload and confirmation of an import serves every kind of record that can be imported.
alter table app.asset_import rename to import_file;
alter table app.import_file rename constraint asset_import_pkey to import_file_pkey;
alter index app.asset_import_created rename to import_file_created;
alter table app.import_file add column subject varchar(60) not null default 'Asset';
alter table app.import_file alter column subject drop default;
update history.exempt set table_name = 'import_file', reason = 'a working file of a day: what it brought stands in the records and their events' where table_name = 'asset_import';
-- Confirmed, its content goes and the row stays until it would have gone: a second confirmation is told so.
alter table app.import_file add column imported_at timestamptz;

-- An act on many records is told once; what it did to each is a part of that event.
alter table app.audit_event add column part_of uuid;
comment on column app.audit_event.part_of is 'the event that tells many acts as one; null for what stands for itself';
create index audit_event_whole on app.audit_event (tenant_id, at desc, id desc) where part_of is null;
