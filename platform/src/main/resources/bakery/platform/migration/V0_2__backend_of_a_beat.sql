-- The server's process that carried the last beat: when it is gone and no other beat has come, the
-- JVM is dead. A frozen one keeps its connection.
ALTER TABLE node ADD COLUMN backend integer;
