-- One row an order's money. Written when it is to be held and whenever something becomes definite.
CREATE TABLE payment (
  id             uuid PRIMARY KEY, -- the order
  number         text,
  lines          jsonb       NOT NULL,
  method         text        NOT NULL,
  token          text, -- null once nothing needs it any more
  amount_minor   bigint      NOT NULL,
  currency       text        NOT NULL,
  status         text        NOT NULL,
  held_minor     bigint      NOT NULL,
  captured_minor bigint      NOT NULL,
  released_minor bigint      NOT NULL,
  refunded_minor bigint      NOT NULL,
  refunds        jsonb, -- null when nobody wanted any
  reason         text,
  attempts       int         NOT NULL,
  open           boolean     NOT NULL,
  due_at         timestamptz NOT NULL,
  owner          uuid,
  epoch          int         NOT NULL DEFAULT 0,
  lease_until    timestamptz,
  trace          text,
  CONSTRAINT held_covers CHECK (captured_minor + released_minor <= held_minor),
  CONSTRAINT captured_covers CHECK (refunded_minor <= captured_minor)
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.02,
  autovacuum_analyze_threshold = 500,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX payment_due ON payment (due_at) WHERE open;

-- One row a movement: an amount from one account to another. Never updated.
CREATE TABLE journal (
  order_id         uuid        NOT NULL,
  decision         text        NOT NULL,
  n                smallint    NOT NULL,
  debit            text        NOT NULL,
  credit           text        NOT NULL,
  amount_minor     bigint      NOT NULL CHECK (amount_minor > 0),
  currency         text        NOT NULL,
  tax_basis_points int         NOT NULL,
  booked_at        timestamptz NOT NULL,
  PRIMARY KEY (order_id, decision, n)
);

-- Movements are booked in the order of time: a day is a stretch of the table, and this costs no rows.
CREATE INDEX journal_day ON journal USING brin (booked_at)
  WITH (pages_per_range = 16, autosummarize = on);

-- What the sandbox payment provider remembers; it stands for a system outside and has no other
-- place. Only cards that misbehave leave a row.
CREATE TABLE sandbox_provider (
  key text PRIMARY KEY
);
