-- What risks cost: estimates, the organisation's tolerance, and simulations of all of them (ISO/IEC 27001 6.1.2 d; ISO/IEC 27005 quantitative).
create table app.loss_estimate (
    tenant_id        uuid not null references platform.tenant,
    id               uuid not null,
    risk_id          uuid not null,
    stage            text not null,
    frequency_low    double precision not null,
    frequency_likely double precision not null,
    frequency_high   double precision not null,
    shape            text not null,
    loss_low         numeric(14,2) not null,
    loss_likely      numeric(14,2),
    loss_high        numeric(14,2) not null,
    rationale        varchar(2000) not null,
    estimated_by     uuid not null,
    estimated_on     date not null,
    recorded_at      timestamptz not null,
    seed             bigint not null,
    version          bigint not null default 1,
    primary key (tenant_id, id),
    check (0 < frequency_low and frequency_low <= frequency_likely and frequency_likely <= frequency_high),
    check (0 <= loss_low and loss_low <= loss_high and (loss_likely between loss_low and loss_high or loss_likely is null)),
    foreign key (tenant_id, risk_id) references app.risk,
    foreign key (tenant_id, estimated_by) references app.person);
-- The newest of each risk and stage counts.
create index loss_estimate_risk on app.loss_estimate (tenant_id, risk_id, stage, recorded_at, id);
create index loss_estimate_recorded on app.loss_estimate (tenant_id, recorded_at);
create index loss_estimate_estimator on app.loss_estimate (tenant_id, estimated_by);

create table app.loss_tolerance (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    losses    numeric(14,2)[] not null,
    chances   double precision[] not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint loss_tolerance_one unique (tenant_id),
    check (cardinality(losses) = cardinality(chances)));

create table app.loss_run (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    seed      bigint not null,
    years     int not null check (years > 0),
    risks     int not null check (risks > 0),
    result    jsonb not null,
    ran_by    uuid not null,
    ran_at    timestamptz not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, ran_by) references app.person);
create index loss_run_at on app.loss_run (tenant_id, ran_at desc, id desc);
create index loss_run_by on app.loss_run (tenant_id, ran_by);

select app.protect(t::regclass) from unnest('{app.loss_estimate,app.loss_tolerance,app.loss_run}'::text[]) t;
-- Evidence: what was estimated and what came out.
revoke update, delete on app.loss_estimate, app.loss_run from isms_app;
revoke delete on app.loss_tolerance from isms_app;

select history.install();
