-- Saved views of lists: what the address of a list asks for, kept under a name, for oneself or for everybody who sees the list.
create table app.saved_view (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    list      varchar(40) not null,
    name      varchar(80) not null,
    query     varchar(2000) not null,
    owner_id  uuid not null,
    is_shared boolean not null,
    is_pinned boolean not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint saved_view_name unique (tenant_id, owner_id, list, name),
    foreign key (tenant_id, owner_id) references app.person);
create index saved_view_shared on app.saved_view (tenant_id, list) where is_shared;

-- The view that a list opens with, for one person.
create table app.default_view (
    tenant_id uuid not null references platform.tenant,
    id        uuid not null,
    person_id uuid not null,
    list      varchar(40) not null,
    view_id   uuid not null,
    version   bigint not null default 1,
    primary key (tenant_id, id),
    constraint default_view_once unique (tenant_id, person_id, list),
    foreign key (tenant_id, person_id) references app.person,
    foreign key (tenant_id, view_id) references app.saved_view);
create index default_view_view on app.default_view (tenant_id, view_id);

select app.protect(t::regclass) from unnest('{app.saved_view,app.default_view}'::text[]) t;
