-- One row a delivery, keyed by its order; the address is gone when the delivery has ended.
CREATE TABLE delivery (
  id                uuid PRIMARY KEY,
  number            text,
  address           jsonb,
  cash_due_minor    bigint,
  cash_due_currency text,
  promised_at       timestamptz,
  status            text        NOT NULL,
  courier           text,
  tries             smallint    NOT NULL,
  reason            text,
  open              boolean     NOT NULL,
  due_at            timestamptz NOT NULL,
  owner             uuid,
  epoch             int         NOT NULL DEFAULT 0,
  lease_until       timestamptz,
  trace             text
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.02,
  autovacuum_analyze_threshold = 500,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX delivery_due ON delivery (due_at) WHERE open;
