-- An assessment of a risk between its first step and its signature: whoever began it goes on with it, on any node.
create table app.risk_draft (
    tenant_id     uuid not null references platform.tenant,
    id            uuid not null,
    risk_id       uuid,
    risk_version  bigint,
    assessment_id uuid,
    title         varchar(200) not null,
    step          text not null,
    content       text not null,
    saved_at      timestamptz not null,
    created_by    uuid not null,
    version       bigint not null default 1,
    primary key (tenant_id, id),
    check ((risk_id is null) = (risk_version is null)),
    foreign key (tenant_id, risk_id) references app.risk on delete cascade,
    foreign key (tenant_id, assessment_id) references app.risk_assessment);
create index risk_draft_of_author on app.risk_draft (tenant_id, created_by, saved_at desc);
create index risk_draft_risk on app.risk_draft (tenant_id, risk_id) where risk_id is not null;
create index risk_draft_assessment on app.risk_draft (tenant_id, assessment_id) where assessment_id is not null;
create index risk_draft_saved on app.risk_draft (tenant_id, saved_at);
insert into history.exempt values ('risk_draft', 'a working record: what is signed stands in the risk, its evaluations and its actions');

select app.protect('app.risk_draft'::regclass);
