-- How the sandbox payment provider behaves towards everybody, whatever the card: no row is good.
-- Changed by hand, to see what becomes of a bakery whose provider is slow or dead.
CREATE TABLE sandbox_mood (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  mood text NOT NULL CHECK (mood IN ('good', 'slow', 'dead', 'silent'))
);
