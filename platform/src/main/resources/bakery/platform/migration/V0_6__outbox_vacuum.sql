-- An outbox fills and empties all day: its pages are needed again at once, so that giving them back
-- costs a lock, their making anew, and buys nothing. A few thousand dead rows are read past sooner
-- than they are cleared away; a few hundred of a table that every beat updates prune themselves.
ALTER TABLE outbox SET (
  vacuum_truncate = off,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_threshold = 100000
);

ALTER TABLE node SET (
  vacuum_truncate = off,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_threshold = 100000
);
