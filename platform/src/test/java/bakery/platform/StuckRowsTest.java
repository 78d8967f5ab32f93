package bakery.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.platform.ErrandModel.Word;
import bakery.platform.testing.LocalBus;
import bakery.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Among many due rows stand three, longest due, that cannot be read, decided or written: a role
 * goes on with all others, and says of these what is the matter.
 */
class StuckRowsTest {

  private static final String ROLE = "errands";
  private static final int GOOD = 300;

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestDatabase.database();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Pool pool;

  @BeforeEach
  void rows() {
    pool = database.prepared(ROLE).pool(vertx, ROLE);
    now(pool.query(ErrandTable.CREATE).execute());
    now(
        pool.query(
                """
                INSERT INTO errand (id, steps, open, due_at, epoch)
                SELECT gen_random_uuid(), n, true, now() - interval '5 s', 0
                  FROM unnest(ARRAY[-1, %d, %d]) AS n
                UNION ALL
                SELECT gen_random_uuid(), 20 + n, true, now(), 0
                  FROM generate_series(1, %d) AS n
                """
                    .formatted(ErrandModel.UNDECIDABLE, ErrandModel.UNWRITABLE, GOOD))
            .execute());
  }

  @AfterEach
  void close() {
    now(vertx.close());
  }

  @ParameterizedTest(name = "under leases: {0}")
  @ValueSource(booleans = {true, false})
  void theyStopNobody(boolean leased) {
    RoleService<Errand, String> service = service(leased);
    now(service.start());
    if (leased) service.hire(new Closer());

    await().atMost(20, SECONDS).until(() -> open() == 3);

    await().until(() -> now(store(leased).stuck(null, 10)).size() == 3);
    Map<Integer, String> causes =
        now(store(leased).stuck(null, 10)).stream()
            .collect(Collectors.toMap(each -> steps(each.id()), Stuck::cause));
    assertThat(causes.get(-1)).contains("not a number of steps");
    assertThat(causes.get(ErrandModel.UNDECIDABLE)).contains("nobody knows what to do");
    assertThat(causes.get(ErrandModel.UNWRITABLE)).contains("SQLSTATE 23514");
    assertThat(meters.counter("bakery.rows.put.off", "role", ROLE).count())
        .isGreaterThanOrEqualTo(3);
    assertThat(meters.counter("bakery.leases.lost", "role", ROLE).count())
        .as("nobody works on what nobody claimed")
        .isZero();
  }

  /** Closes every errand it gets, so many at once. */
  private record Closer() implements Worker<Errand> {
    @Override
    public String name() {
      return "closer";
    }

    @Override
    public int slots() {
      return 40;
    }

    @Override
    public Future<?> work(Errand errand) {
      return Future.succeededFuture(new Word(errand.id(), "done"));
    }
  }

  private RoleService<Errand, String> service(boolean leased) {
    return new RoleService<>(
        premises(), ROLE, new ErrandTable(leased), new ErrandModel(), records -> {});
  }

  private Premises premises() {
    return new Premises(
        vertx,
        new LocalBus(),
        new ErrandWire(),
        UUID.randomUUID(),
        "node",
        new Settings(database.settings()),
        meters,
        role -> pool);
  }

  private Store<Errand, String> store(boolean leased) {
    return new PgStore<>(pool, new ErrandTable(leased), new Letters(new ErrandWire()), Ids.next());
  }

  private long open() {
    return database.number("SELECT count(*) FROM errands.errand WHERE open");
  }

  private int steps(UUID id) {
    return (int) database.number("SELECT steps FROM errands.errand WHERE id = '" + id + "'");
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
