-- Who is at work in this role: a row for each incarnation of a JVM, beaten several times a second.
CREATE TABLE node (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  beat_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (
  -- no index on beat_at: every beat stays a heap-only update
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.0,
  autovacuum_analyze_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

-- Due rows that nothing could be done with: why, how often. They are put off ever longer; gone when
-- it went well.
CREATE TABLE stuck (
  id uuid PRIMARY KEY,
  cause text NOT NULL,
  times integer NOT NULL DEFAULT 1,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Envelopes: the letters of one commit to one role, until the last of them has its receipt.
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  destination text NOT NULL,
  letters text NOT NULL, -- a JSON array
  written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tried_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tries integer NOT NULL DEFAULT 0,
  refusals integer NOT NULL DEFAULT 0,
  refusal text,
  parked_at timestamptz
) WITH (
  -- nearly empty at rest, so that sweeps read it whole: an index would cost more than it saves
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0.0,
  autovacuum_vacuum_insert_threshold = 100000,
  autovacuum_analyze_scale_factor = 0.0,
  autovacuum_analyze_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0
);
