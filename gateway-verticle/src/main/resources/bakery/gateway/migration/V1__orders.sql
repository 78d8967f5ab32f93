-- An order: what was agreed (written once) and how far it has come (written with every step).
CREATE TABLE orders (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  placed_at timestamptz NOT NULL,
  promised_at timestamptz NOT NULL,
  lines jsonb NOT NULL,
  total_minor bigint NOT NULL,
  currency text NOT NULL,
  payment text NOT NULL CHECK (payment IN ('card', 'cash')),
  fulfilment text NOT NULL CHECK (fulfilment IN ('delivery', 'pickup')),
  address jsonb, -- until the order has ended
  trace text,
  status text NOT NULL,
  seq integer NOT NULL,
  history jsonb NOT NULL, -- its steps; seq is their place, from 1
  waits_for text NOT NULL,
  open boolean NOT NULL,
  due_at timestamptz NOT NULL
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0.0,
  autovacuum_vacuum_insert_threshold = 100000,
  autovacuum_analyze_scale_factor = 0.0,
  autovacuum_analyze_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0
);

-- Deadlines. A deadline that moves away is left as it is until it has come (see the saga), so that
-- the steps of an order in a hurry are heap-only updates.
CREATE INDEX orders_due ON orders (due_at) WHERE open;

-- What makes repeating a request harmless. Inserted before the order, in its transaction.
CREATE TABLE idempotency_key (
  key text PRIMARY KEY,
  digest text NOT NULL,
  order_id uuid NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_insert_scale_factor = 0.0,
  autovacuum_vacuum_insert_threshold = 100000,
  autovacuum_analyze_scale_factor = 0.0,
  autovacuum_analyze_threshold = 50000,
  autovacuum_vacuum_cost_delay = 0
);

-- For the purge: keys stand in the order of their coming, so a summary of ranges is enough.
CREATE INDEX idempotency_key_age ON idempotency_key USING brin (placed_at)
  WITH (pages_per_range = 32, autosummarize = on);
