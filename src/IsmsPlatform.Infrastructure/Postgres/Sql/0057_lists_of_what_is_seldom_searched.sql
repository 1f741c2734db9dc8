-- Whoever searches the past or the log reads what waits in these lists (4 MB at the most, some milliseconds) instead of each change working it in, trigram by
-- trigram: a tenth of what a change costs. With more of it at once a trigram that many rows have is touched once; autovacuum empties the lists, too. The registers
-- keep their short ones, because they are searched with every word that is typed.
alter index app.audit_event_words reset (gin_pending_list_limit);
alter index history.asset_wording_words reset (gin_pending_list_limit);
alter index history.risk_wording_words reset (gin_pending_list_limit);
