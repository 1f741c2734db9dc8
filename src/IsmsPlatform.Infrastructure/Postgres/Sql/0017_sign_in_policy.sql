-- What an organisation asks of those who sign in. Its record with history, and beside the address what every request needs.

create table app.sign_in_policy (
    tenant_id              uuid not null references platform.tenant,
    id                     uuid not null,
    requires_second_factor boolean not null,
    idle_hours             int not null check (idle_hours between 1 and 12),
    session_hours          int not null check (session_hours between 1 and 720),
    version                bigint not null default 1,
    primary key (tenant_id, id),
    constraint sign_in_policy_one unique (tenant_id));
select app.protect('app.sign_in_policy');

alter table platform.tenant
    add column requires_second_factor boolean not null default false,
    add column idle_hours int not null default 12,
    add column session_hours int not null default 168;

-- A session in which somebody proved more than a password. Who has a second factor had to.
alter table platform.session
    add column second_factor boolean not null default false,
    add column proved_at timestamptz;   -- when the password, a code or a passkey was last shown; sensitive acts ask for it anew
update platform.session s set second_factor = true from platform.account a where a.id = s.account_id and a.two_factor_enabled;
