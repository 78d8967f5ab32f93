package bakery.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Settings;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every limit of a pool, filled on a real server: what is beyond is refused in time, for a while.
 */
class PoolLimitsTest {

  private static final String ROLE = "limits";
  private static final String ONE = "SELECT 1";

  private final Vertx vertx = Vertx.vertx();
  private final NetClient behind = vertx.createNetClient();
  private final TestDatabase server = TestDatabase.database();

  @AfterEach
  void close() {
    now(vertx.close());
  }

  @Test
  void whoFindsTheQueueFullIsRefusedAtOnceWhoWaitsTooLongALittleLater() {
    Pool pool =
        pool(
            Map.of(
                "BAKERY_DB_POOL", "1",
                "BAKERY_DB_WAITING", "2",
                "BAKERY_DB_ACQUIRE_MILLIS", "1500"));
    SqlConnection only = now(pool.getConnection());
    List<Future<?>> waiting = List.of(pool.query(ONE).execute(), pool.preparedQuery(ONE).execute());

    Duration refused = tookToFail(pool.query(ONE).execute(), "max wait queue size of 2");

    assertThat(refused).isLessThan(Duration.ofMillis(750));
    assertThat(waiting).noneMatch(Future::isComplete);
    waiting.forEach(each -> tookToFail(each, "Timeout"));
    now(only.close());
    assertThat(now(pool.query(ONE).execute()).size()).isEqualTo(1);
  }

  @Test
  void aServerWithoutAFreeConnectionIsAFailureThatPasses() {
    Pool pool = pool(Map.of("BAKERY_DB_POOL", "2"));
    SqlConnection only = now(pool.getConnection());
    server.execute("ALTER ROLE bakery_limits CONNECTION LIMIT 1");
    try {
      assertThatThrownBy(() -> now(pool.getConnection())).satisfies(state("53300"));
    } finally {
      server.execute("ALTER ROLE bakery_limits CONNECTION LIMIT -1");
    }

    assertThat(now(only.query(ONE).execute()).size()).isEqualTo(1);
    assertThat(now(pool.getConnection())).isNotNull();
  }

  @Test
  void aStatementALockAndAnIdleTransactionEndInTime() {
    Pool pool =
        pool(
            Map.of(
                "BAKERY_DB_POOL", "2",
                "BAKERY_DB_STATEMENT_MILLIS", "300",
                "BAKERY_DB_LOCK_MILLIS", "100",
                "BAKERY_DB_IDLE_IN_TRANSACTION_MILLIS", "300"));

    assertThatThrownBy(() -> now(pool.query("SELECT pg_sleep(20)").execute()))
        .satisfies(state("57014"));

    SqlConnection forgetful = now(pool.getConnection());
    now(forgetful.query("BEGIN; LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE").execute());
    assertThatThrownBy(() -> now(pool.query("SELECT FROM outbox").execute()))
        .satisfies(state("55P03"));
    assertThat(eventually(pool, "SELECT FROM outbox")).as("free by itself").isTrue();
    assertThatThrownBy(() -> now(forgetful.query(ONE).execute())).isInstanceOf(Exception.class);
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingIsGivenUpAndUsedWhenItAnswersAgain() {
    server.prepared(ROLE);
    AtomicBoolean silent = new AtomicBoolean(true);
    NetServer front = now(vertx.createNetServer().connectHandler(in -> pass(in, silent)).listen(0));
    PostgresAddress real = server.address();
    PostgresAddress.Host host = new PostgresAddress.Host("127.0.0.1", front.actualPort());
    Login login =
        new Login(
            new PostgresAddress(List.of(host), real.database(), real.user(), real.password()),
            ROLE);
    Pool pool =
        Pools.pool(
            vertx,
            login,
            DatabaseSettings.from(
                new Settings(
                    Map.of(
                        "BAKERY_DB_POOL", "1",
                        "BAKERY_DB_ACQUIRE_MILLIS", "300",
                        "BAKERY_DB_STATEMENT_MILLIS", "300"))),
            GuardedConnections.breaker(vertx));

    assertThat(tookToFail(pool.query(ONE).execute(), "Timeout")).isLessThan(Duration.ofSeconds(3));
    silent.set(false);

    assertThat(eventually(pool, ONE)).isTrue();
  }

  /** What comes in while the server is silent never gets any further. */
  private void pass(NetSocket in, AtomicBoolean silent) {
    if (silent.get()) return;
    PostgresAddress.Host real = server.address().hosts().getFirst();
    in.pause();
    behind
        .connect(real.port(), real.name())
        .onSuccess(
            out -> {
              in.pipeTo(out);
              out.pipeTo(in);
            });
  }

  private Pool pool(Map<String, String> limits) {
    Database database = new Database(settings(server, limits));
    database.prepare(List.of(ROLE));
    return database.pool(vertx, ROLE);
  }

  private static Settings settings(TestDatabase server, Map<String, String> limits) {
    Map<String, String> all = new HashMap<>(server.settings());
    all.putAll(limits);
    return new Settings(all);
  }

  private static boolean eventually(Pool pool, String sql) {
    for (int tries = 0; tries < 20; tries++) {
      if (now(pool.query(sql).execute().map(true).otherwise(false))) return true;
    }
    return false;
  }

  private static Duration tookToFail(Future<?> future, String why) {
    long before = System.nanoTime();
    assertThatThrownBy(() -> now(future)).hasMessageContaining(why);
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private static <T extends Throwable> org.assertj.core.api.ThrowingConsumer<T> state(
      String state) {
    return e -> assertThat(((PgException) e).getSqlState()).isEqualTo(state);
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    }
  }
}
