package bakery.platform.cluster;

import static bakery.platform.cluster.TestNode.await;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import bakery.platform.Colleagues;
import bakery.platform.Premises;
import bakery.platform.Settings;
import bakery.platform.postgres.Database;
import bakery.platform.testing.ClusterPorts;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node in a cluster of its own, and what the heartbeat rows tell it. */
@Timeout(60)
class SolitudeTest {

  private static final String ROLE = "lonely";
  private static final int LOOK_MILLIS = 100;
  private static final UUID LOWEST = new UUID(Long.MIN_VALUE, 0);
  private static final UUID HIGHEST = new UUID(Long.MAX_VALUE, 0);

  private final TestDatabase database = TestDatabase.database();
  private final Database prepared = database.prepared(ROLE);
  private final int port = ClusterPorts.stretch();
  private TestNode node;
  private Solitude solitude;

  @BeforeEach
  void join() {
    node = await(TestNode.joining(ROLE, port, NoteWire.NEW));
    Premises premises =
        new Premises(
            node.cluster.vertx(),
            node.bus,
            NoteWire.NEW,
            node.id,
            "node",
            new Settings(Map.of()),
            new SimpleMeterRegistry(),
            role -> prepared.pool(node.cluster.vertx(), role));
    Colleagues colleagues = new Colleagues(premises, List.of(ROLE));
    solitude =
        new Solitude(node.cluster, node.id, colleagues, new SimpleMeterRegistry(), LOOK_MILLIS);
    solitude.watch();
  }

  @AfterEach
  void leave() {
    node.leave();
  }

  @Test
  void it_is_to_go_while_others_are_at_work_and_until_it_has_found_one() {
    UUID dead = UUID.randomUUID();
    database.execute(beat(dead));
    untilAlone(true, List.of(LOWEST));
    untilAlone(false, List.of());
    untilAlone(true, List.of(UUID.randomUUID(), HIGHEST));

    TestNode found = await(TestNode.joining(ROLE, port, NoteWire.NEW));
    untilAlone(false, List.of(LOWEST, HIGHEST));
    found.leave();
  }

  @Test
  void of_two_that_have_lost_one_another_one_stays() {
    await()
        .during(5 * Solitude.LOOKS * LOOK_MILLIS, MILLISECONDS)
        .atMost(20, SECONDS)
        .until(
            () -> {
              database.execute(beat(HIGHEST));
              return !solitude.alone();
            });
  }

  private void untilAlone(boolean expected, Collection<UUID> others) {
    await()
        .atMost(15, SECONDS)
        .until(
            () -> {
              others.forEach(each -> database.execute(beat(each)));
              return solitude.alone() == expected;
            });
  }

  private static String beat(UUID id) {
    return """
        INSERT INTO lonely.node (id, name, backend) VALUES ('%s', 'other', 0)
        ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp()
        """
        .formatted(id);
  }
}
