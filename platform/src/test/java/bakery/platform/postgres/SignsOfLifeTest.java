package bakery.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That a vanished machine is missed in time is seen where machines vanish, in scripts/chaos. */
class SignsOfLifeTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void everyConnectionAsksForThemEachSecond() throws Exception {
    PostgresAddress server = TestDatabase.database().address();
    PostgresAddress.Host host = server.hosts().getFirst();
    var connections =
        new GuardedConnections((VertxInternal) vertx, GuardedConnections.breaker(vertx));

    SqlConnection connection =
        connections
            .connect(
                vertx.getOrCreateContext(),
                new PgConnectOptions()
                    .setHost(host.name())
                    .setPort(host.port())
                    .setDatabase(server.database())
                    .setUser(server.user())
                    .setPassword(server.password()))
            .await(10, TimeUnit.SECONDS);

    var socket = SignsOfLife.channel(connection).config();
    assertThat(SignsOfLife.OPTIONS.stream().map(socket::getOption).filter(Objects::nonNull))
        .as("until the first, and between two")
        .containsExactly(SignsOfLife.SECONDS, SignsOfLife.SECONDS);
  }
}
