-- Who has an envelope in hand: what somebody who left had in his, others send at once. Null: nobody,
-- or a release before this one; such an envelope is sent when nobody has tried it for a while.
ALTER TABLE outbox ADD COLUMN sender uuid;
