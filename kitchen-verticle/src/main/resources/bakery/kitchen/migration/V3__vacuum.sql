-- Plans are by index, whatever the statistics say: hardly any are needed, least of all of documents.
-- Pages prune themselves; vacuum comes for the index of what is due, which is read from its beginning:
-- before many dead entries stand there, and however few pages of a large table they are of.
ALTER TABLE ticket
  ALTER COLUMN number SET STATISTICS 0,
  ALTER COLUMN items SET STATISTICS 0,
  ALTER COLUMN trace SET STATISTICS 0,
  SET (
    autovacuum_vacuum_scale_factor = 0.0,
    autovacuum_vacuum_threshold = 50000,
    vacuum_index_cleanup = on,
    vacuum_truncate = off,
    autovacuum_analyze_scale_factor = 0.5,
    autovacuum_analyze_threshold = 50000
  );
