package bakery.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Settings;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ways to a server stand for two hosts, of which one is the primary at a time. */
class PrimaryConnectionsTest {

  private static final String ROLE = "several";

  private final Vertx vertx = Vertx.vertx();
  private final NetClient behind = vertx.createNetClient();
  private final TestDatabase server = TestDatabase.database();
  private final Way one = new Way();
  private final Way other = new Way();
  private Pool pool;

  private enum Mood {
    ANSWERS,
    REFUSES,
    SILENT
  }

  /** A host as clients see it. */
  private final class Way {
    final NetServer front;
    volatile Mood mood = Mood.REFUSES;
    volatile int visits;

    Way() {
      front = now(vertx.createNetServer().connectHandler(this::enter).listen(0, "127.0.0.1"));
    }

    private void enter(NetSocket in) {
      visits++;
      switch (mood) {
        case REFUSES -> in.close();
        case SILENT -> {}
        case ANSWERS -> pass(in);
      }
    }

    private void pass(NetSocket in) {
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

    PostgresAddress.Host host() {
      return new PostgresAddress.Host("127.0.0.1", front.actualPort());
    }
  }

  @BeforeEach
  void open() {
    server.prepared(ROLE);
    PostgresAddress real = server.address();
    Login login =
        new Login(
            new PostgresAddress(
                List.of(one.host(), other.host()), real.database(), real.user(), real.password()),
            ROLE);
    pool =
        Pools.pool(
            vertx,
            login,
            DatabaseSettings.from(new Settings(Map.of("BAKERY_DB_CONNECT_MILLIS", "1000"))),
            GuardedConnections.breaker(vertx));
  }

  @AfterEach
  void close() {
    now(vertx.close());
  }

  @Test
  void onlyTheFirstConnectionAsksAllHosts() {
    other.mood = Mood.ANSWERS;

    for (int i = 0; i < 6; i++) connect();

    assertThat(one.visits).isEqualTo(1);
    assertThat(other.visits).isEqualTo(6);
  }

  @Test
  void whenTheLastPrimaryRefusesOrIsSilentTheNewOneIsFound() {
    one.mood = Mood.ANSWERS;
    connect();
    one.mood = Mood.SILENT;
    other.mood = Mood.ANSWERS;
    System.out.printf("past a silent host in %d ms%n", connect().toMillis());
    other.mood = Mood.REFUSES;
    one.mood = Mood.ANSWERS;
    System.out.printf("past one that refuses in %d ms%n", connect().toMillis());
  }

  @Test
  void withoutAPrimaryItFailsInTimeAndIsFoundWhenThereIsOneAgain() {
    one.mood = Mood.SILENT;
    assertThatThrownBy(this::connect).rootCause().hasMessageContaining("Timeout");
    other.mood = Mood.ANSWERS;
    connect();
  }

  @Test
  void aServerThatTurnsConnectionsAwayIsAskedNowAndThenAndFoundWhenItIsThereAgain() {
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    int asked = 0;
    for (; System.nanoTime() < end; asked++) {
      assertThatThrownBy(() -> now(pool.getConnection())).isNotNull();
    }
    System.out.printf("%d asked for a connection, %d reached a host%n", asked, one.visits);
    assertThat(asked).isGreaterThan(10 * one.visits);

    one.mood = Mood.ANSWERS;
    await().until(() -> now(pool.getConnection().otherwiseEmpty()) != null);
  }

  /** One more, kept. */
  private Duration connect() {
    long before = System.nanoTime();
    SqlConnection connection = now(pool.getConnection());
    assertThat(now(connection.query("SELECT 1").execute()).size()).isEqualTo(1);
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    }
  }
}
