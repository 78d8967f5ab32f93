package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Settings;
import bakery.platform.postgres.Database;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is told of the waiting for connections, with a real server and a full queue. */
class PoolMetersTest {

  private static final int WAITING = 4;
  private static final int TOO_MANY = 20;
  private static final String ROLE = "crowded";
  private static final String ONE = "SELECT 1";

  private final TestDatabase server = TestDatabase.database();

  @Test
  void whoIsRefusedByAFullPoolIsNotToldAsWaitingForEver() {
    var meters = Meters.registry("node");

    refusing(meters, Meters.on(Vertx.builder().with(Meters.options()), meters).build());

    assertThat(meters.scrape())
        .contains("vertx_pool_queue_time_seconds_count{", "pool_type=\"sql\"")
        .doesNotContainPattern("vertx_pool_queue_pending\\{[^}]*pool_type=\"sql\"");
  }

  /** When this fails, Vert.x counts rightly: {@link Meters} need not hide it any more. */
  @Test
  void vertxItselfNeverCountsOutWhomItRefused() {
    var meters = new SimpleMeterRegistry();

    refusing(
        meters,
        Vertx.builder()
            .with(Meters.options())
            .withMetrics(new MicrometerMetricsFactory(meters))
            .build());

    assertThat(meters.get(Meters.POOL_QUEUE).tag("pool_type", "sql").gauge().value())
        .isEqualTo(TOO_MANY - WAITING);
  }

  /** Leaves a pool at rest that had to refuse some: the limit of its queue holds. */
  private void refusing(MeterRegistry meters, Vertx vertx) {
    try {
      Pool pool = pool(vertx);
      SqlConnection only = connection(pool);
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < TOO_MANY; i++) asked.add(pool.query(ONE).execute());

      List<Future<?>> refused = asked.subList(WAITING, TOO_MANY);
      refused.forEach(each -> failsWith(each, "max wait queue size of " + WAITING));
      List<Future<?>> waiting = asked.subList(0, WAITING);
      assertThat(waiting).noneMatch(Future::isComplete);
      waiting.forEach(each -> failsWith(each, "Timeout"));
      now(only.close());
      assertThat(now(pool.query(ONE).execute()).size()).isEqualTo(1);
      assertThat(meters.getMeters()).isNotEmpty();
    } finally {
      now(vertx.close());
    }
  }

  /** A machine that has much to do may take its time for the first one. */
  private static SqlConnection connection(Pool pool) {
    AtomicReference<SqlConnection> connection = new AtomicReference<>();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              now(pool.getConnection().onSuccess(connection::set).otherwiseEmpty());
              return connection.get() != null;
            });
    return connection.get();
  }

  private Pool pool(Vertx vertx) {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("BAKERY_DB_POOL", "1");
    settings.put("BAKERY_DB_WAITING", Integer.toString(WAITING));
    settings.put("BAKERY_DB_ACQUIRE_MILLIS", "3000");
    Database database = new Database(new Settings(settings));
    database.prepare(List.of(ROLE));
    return database.pool(vertx, ROLE);
  }

  private static void failsWith(Future<?> future, String why) {
    assertThatThrownBy(() -> now(future)).hasMessageContaining(why);
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    }
  }
}
