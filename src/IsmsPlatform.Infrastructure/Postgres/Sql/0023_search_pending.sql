-- What was just written waits in a list that every search reads from end to end until it is worked in: after an import of ten thousand
-- assets that alone took 8 ms. A short list is worked in by whoever fills it.
alter index app.asset_words set (gin_pending_list_limit = 256);
alter index app.audit_event_words set (gin_pending_list_limit = 256);
alter index history.asset_words_h set (gin_pending_list_limit = 256);
