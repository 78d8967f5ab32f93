package bakery.whole.day;

import bakery.platform.postgres.PostgresAddress;
import bakery.whole.chaos.world.Sql;
import bakery.whole.chaos.world.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Looks ten times a second for how long the oldest ticket has been waiting for a baker. */
final class Eldest implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final String SECONDS =
      """
      SELECT coalesce(max(extract(epoch FROM clock_timestamp() - due_at)), 0)::float8
        FROM kitchen.ticket
       WHERE open AND owner IS NULL AND due_at <= clock_timestamp()
      """;

  private final Connection connection;
  private final AtomicReference<Double> most = new AtomicReference<>(0.0);
  private final Thread looking;
  private volatile boolean closed;

  Eldest(PostgresAddress address) throws SQLException {
    connection = new Sql(address).connect();
    looking = Thread.ofPlatform().daemon().name("eldest").start(this::look);
  }

  /** The most seconds since the beginning, or since this was last asked. */
  double restart() {
    if (!looking.isAlive()) throw new IllegalStateException("nobody looks any more");
    return most.getAndSet(0.0);
  }

  private void look() {
    try {
      while (!closed) {
        double now = Sql.query(connection, SECONDS, row -> row.getDouble(1)).getFirst();
        most.accumulateAndGet(now, Math::max);
        Wait.pause(PAUSE);
      }
    } catch (SQLException e) {
      if (!closed) throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    connection.close();
  }
}
