#!/bin/sh
# Runs once, as the administrator, when the database server's volume is new: roles, passwords, database.
set -eu
psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --file /isms/roles.sql
psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v app="$ISMS_APP_PASSWORD" -v migrator="$ISMS_MIGRATOR_PASSWORD" <<'SQL'
alter role isms_app password :'app';
alter role isms_migrator password :'migrator';
create database isms owner isms_owner;
revoke all on database isms from public;
grant connect on database isms to isms_app, isms_migrator;
SQL
