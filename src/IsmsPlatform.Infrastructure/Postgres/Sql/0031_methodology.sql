-- How risks are assessed and accepted (ISO/IEC 27001 6.1.2 a, b), in versions. The scales are one value, read and written whole.
create table app.risk_methodology (
    tenant_id   uuid not null references platform.tenant,
    id          uuid not null,
    version_no  int not null,
    status      text not null,
    appetite    varchar(2000) not null,
    scales      jsonb not null,
    author_id   uuid not null,
    approved_on date,
    version     bigint not null default 1,
    primary key (tenant_id, id),
    check ((status = 'Approved') = (approved_on is not null)),
    constraint risk_methodology_number unique (tenant_id, version_no),
    foreign key (tenant_id, author_id) references app.person);
create unique index risk_methodology_open on app.risk_methodology (tenant_id) where status in ('Draft', 'InReview');
create index risk_methodology_author on app.risk_methodology (tenant_id, author_id);

-- What was approved stays as it was. After the row, so that keys and policies speak first.
create function app.approved_methodology_stays() returns trigger language plpgsql set search_path = '' as $$
begin
    if old.status = 'Approved' then
        raise exception 'an approved methodology is never changed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger stays after update or delete on app.risk_methodology for each row execute function app.approved_methodology_stays();

select app.protect('app.risk_methodology');
