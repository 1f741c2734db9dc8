-- What hangs on any record: comments. They name it by (subject_type, subject_id), which the program finds before it writes.

create table app.comment (
    tenant_id    uuid not null references platform.tenant,
    id           uuid not null,
    subject_type varchar(60) not null,
    subject_id   uuid not null,
    author_id    uuid not null,
    text         varchar(4000),
    written_at   timestamptz not null,
    corrected_at timestamptz,
    withdrawn_at timestamptz,
    version      bigint not null default 1,
    primary key (tenant_id, id),
    constraint comment_withdrawn check ((text is null) = (withdrawn_at is not null)),
    foreign key (tenant_id, author_id) references app.person);
create index comment_subject on app.comment (tenant_id, subject_type, subject_id, written_at, id);
create index comment_author on app.comment (tenant_id, author_id);

select app.protect('app.comment'::regclass);
revoke delete on app.comment from isms_app;   -- said is said: it is withdrawn
