-- Passkeys (WebAuthn) of accounts: the public half of a key pair that a device keeps. Nothing here lets anybody in.

create table platform.account_passkey (
    id                 uuid primary key,
    account_id         uuid not null references platform.account on delete cascade,
    credential_id      bytea not null,
    name               varchar(100) not null,
    public_key         bytea not null,
    created_at         timestamptz not null,
    last_used_at       timestamptz,
    sign_count         bigint not null,
    transports         text[],
    is_user_verified   boolean not null,
    is_backup_eligible boolean not null,
    is_backed_up       boolean not null,
    attestation_object bytea not null,
    client_data_json   bytea not null,
    constraint account_passkey_credential unique (credential_id));
create index account_passkey_account on platform.account_passkey (account_id, created_at);
select platform.expose('platform.account_passkey', 'select, insert, update, delete');
