-- What the API answered to a POST with an Idempotency-Key, written in the transaction of what the POST did: a repetition gets the
-- same answer, and there is no moment at which one is there without the other. Gone after a day.
create table app.idempotent_answer (
    tenant_id    uuid not null references platform.tenant,
    client       uuid not null,
    key          varchar(200) not null,
    request_hash bytea not null,
    status       int not null,
    headers      jsonb not null,
    body         bytea not null,
    answered_at  timestamptz not null,
    primary key (tenant_id, client, key));
create index idempotent_answer_answered on app.idempotent_answer (tenant_id, answered_at);
insert into history.exempt values ('idempotent_answer', 'a working record of a day: what was done stands in the records and their events');
select app.protect('app.idempotent_answer');
