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
-- Letters that were refused too often: seldom any, and then counted with every beat.
CREATE INDEX outbox_parked ON outbox (id) WHERE parked_at IS NOT NULL;

-- Letters that somebody gave up. What they said is not kept: it may hold an address.
CREATE TABLE repair (
  id uuid PRIMARY KEY, -- of the envelope
  destination text NOT NULL,
  type text NOT NULL,
  key uuid NOT NULL,
  written_at timestamptz NOT NULL,
  parked_at timestamptz NOT NULL,
  refusals integer NOT NULL,
  refusal text,
  discarded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  discarded_by text NOT NULL,
  reason text NOT NULL
);
