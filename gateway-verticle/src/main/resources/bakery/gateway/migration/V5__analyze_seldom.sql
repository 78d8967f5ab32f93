-- At a thousand orders a second statistics were made anew every few seconds, for plans that do not
-- depend on them.
ALTER TABLE orders SET (autovacuum_analyze_scale_factor = 1.0, autovacuum_analyze_threshold = 1000000);
ALTER TABLE idempotency_key
  SET (autovacuum_analyze_scale_factor = 1.0, autovacuum_analyze_threshold = 1000000);
