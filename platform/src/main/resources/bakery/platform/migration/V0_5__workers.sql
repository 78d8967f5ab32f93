-- How many workers each node is to have in this role; a row for each name of a node, kept while the
-- node is away.
CREATE TABLE workers (
  node text PRIMARY KEY,
  number integer NOT NULL CHECK (number BETWEEN 0 AND 1000),
  told integer NOT NULL, -- what the node's settings said when it last started
  version integer NOT NULL DEFAULT 1, -- grows with every change
  started_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

-- A node that drains is still at work, but nobody counts on it any more.
ALTER TABLE node ADD COLUMN leaving boolean NOT NULL DEFAULT false;

-- By what rule the number of workers is set, and how the rule has fared: one row for the bakery, or
-- none.
CREATE TABLE policy (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  told text, -- what settings said last
  rule text, -- null: the numbers are set by hand
  looked_at timestamptz NOT NULL DEFAULT '-infinity',
  looked_by text,
  oldest_millis bigint NOT NULL DEFAULT 0,
  calm_since timestamptz,
  changed_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 50);

-- What the rule decided; the last thousand.
CREATE TABLE policy_decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_by text NOT NULL,
  kind text NOT NULL,
  before integer NOT NULL,
  after integer NOT NULL,
  reason text NOT NULL
);
