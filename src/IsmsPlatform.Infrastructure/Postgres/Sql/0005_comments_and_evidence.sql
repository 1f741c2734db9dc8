-- What hangs on any record: comments and evidence. They name it by (subject_type, subject_id), which the program finds before it writes.

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

-- Evidence: rows are only ever added. A newer item supersedes an older one, and one only.
create table app.evidence_item (
    tenant_id       uuid not null references platform.tenant,
    id              uuid not null,
    title           varchar(200) not null,
    kind            text not null,
    url             varchar(2000),
    text            varchar(10000),
    file_key         uuid,
    file_name       varchar(150),
    file_size       bigint,
    media_type      varchar(100),
    sha256          char(64),
    period_from     date,
    period_to       date,
    collected_on    date not null,
    collected_by_id uuid,
    classification  text not null,
    valid_until     date,
    supersedes_id   uuid,
    added_at        timestamptz not null,
    version         bigint not null default 1,
    primary key (tenant_id, id),
    constraint evidence_item_file unique (tenant_id, file_key),
    constraint evidence_item_supersedes unique (tenant_id, supersedes_id),
    constraint evidence_item_content check (num_nonnulls(url, text, file_key) = 1 and num_nonnulls(file_key, file_name, file_size, media_type, sha256) in (0, 5)),
    foreign key (tenant_id, collected_by_id) references app.person,
    foreign key (tenant_id, supersedes_id) references app.evidence_item);
create index evidence_item_added on app.evidence_item (tenant_id, added_at, id);
create index evidence_item_collected_by on app.evidence_item (tenant_id, collected_by_id);

create table app.evidence_link (
    tenant_id    uuid not null references platform.tenant,
    id           uuid not null,
    evidence_id  uuid not null,
    subject_type varchar(60) not null,
    subject_id   uuid not null,
    linked_at    timestamptz not null,
    version      bigint not null default 1,
    primary key (tenant_id, id),
    constraint evidence_link_once unique (tenant_id, evidence_id, subject_type, subject_id),
    foreign key (tenant_id, evidence_id) references app.evidence_item);
create index evidence_link_subject on app.evidence_link (tenant_id, subject_type, subject_id, evidence_id);

select app.protect(t::regclass) from unnest('{app.evidence_item,app.evidence_link}'::text[]) t;
revoke update, delete on app.evidence_item, app.evidence_link from isms_app;
