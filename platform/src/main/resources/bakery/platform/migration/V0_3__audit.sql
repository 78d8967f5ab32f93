-- What staff did by hand in this role. The table repair, which the release before writes, stays to be
-- read; it goes when that release has gone.
CREATE TABLE audit (
  id uuid PRIMARY KEY, -- a UUIDv7: ascending by time
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  who text NOT NULL, -- the subject of the token
  by_right text NOT NULL,
  action text NOT NULL,
  thing text NOT NULL, -- that it was done to
  reason text,
  details jsonb -- what is known of the thing afterwards no more
);
