-- Whoever founds an organisation gives its first records their codes in the same transaction, before the organisation's own row is
-- written: the reference is looked at when the transaction ends.
alter table app.code_sequence alter constraint code_sequence_tenant_id_fkey deferrable initially deferred;
