-- One row a ticket, keyed by its order; written once when it is taken and once when it is baked.
CREATE TABLE ticket (
  id           uuid PRIMARY KEY,
  number       text,
  items        jsonb       NOT NULL,
  status       text        NOT NULL,
  reason       text,
  baker        text,
  promised_at  timestamptz,
  work_seconds int         NOT NULL,
  open         boolean     NOT NULL,
  due_at       timestamptz NOT NULL,
  owner        uuid,
  epoch        int         NOT NULL DEFAULT 0,
  lease_until  timestamptz,
  trace        text
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.02,
  autovacuum_analyze_threshold = 500,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX ticket_due ON ticket (due_at) WHERE open;
