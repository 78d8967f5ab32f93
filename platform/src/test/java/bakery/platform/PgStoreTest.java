package bakery.platform;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.postgres.Database;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgStoreTest extends StoreContract {

  private static final String ROLE = "errands";
  private static Vertx vertx;
  private static TestDatabase server;
  private static Database database;
  private static Pool pool;

  private final Letters letters = new Letters(new ErrandWire());

  @BeforeAll
  static void connect() throws Exception {
    vertx = Vertx.vertx();
    server = TestDatabase.database();
    database = server.prepared(ROLE);
    pool = database.pool(vertx, ROLE);
    sql(ErrandTable.CREATE);
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @BeforeEach
  void empty() {
    sql("TRUNCATE errand, outbox, node, stuck, repair, audit");
  }

  @Test
  void whatWasDiscardedByWhomAndWhyIsKeptAndNotWhatItSaid() {
    UUID letter = UUID.fromString("01a21250-bf8d-73d3-a5b8-8167bc984406");
    sql(
        """
        INSERT INTO outbox (id, destination, letters, refusals, refusal, parked_at)
        VALUES ('01a21250-bf8d-73d3-a5b8-8167bc984406', 'office',
                '[{"type":"word","key":"01a21250-bf8d-73d3-a5b8-000000000001","message":{"a":1}}]',
                5, 'no such desk', now())
        """);
    Deed deed = new Deed("Ada", "operator", "discard-letter", letter, "twice");

    assertThat(now(outbox().discard(letter, deed))).isTrue();
    assertThat(now(outbox().discard(letter, deed))).isFalse();

    Audit.Entry kept = only(now(Audit.in(pool).read(null, 10)));
    assertThat(kept.deed()).isEqualTo(deed);
    assertThat(kept.details().getString("type")).isEqualTo("word");
    assertThat(kept.details().getString("refusal")).isEqualTo("no such desk");
    assertThat(kept.details().getInteger("refusals")).isEqualTo(5);
    assertThat(kept.details().encode()).doesNotContain("message");
  }

  @Test
  void aWishOfStaffIsKeptWithWhatItChangedAndNotWhenItChangedNothing() {
    UUID id = Ids.next();

    wish(id, "step", DEED);
    assertThat(now(Audit.in(pool).read(null, 10)))
        .extracting(Audit.Entry::deed)
        .containsExactly(DEED);

    wish(id, "remind", DEED);
    assertThat(now(Audit.in(pool).read(null, 10))).hasSize(1);
  }

  @Test
  void lettersThatTheReleaseBeforeGaveUpAreStillRead() {
    sql(
        """
        INSERT INTO repair (id, destination, type, key, written_at, parked_at, refusals, refusal,
                            discarded_by, reason)
        VALUES ('01a21250-bf8d-73d3-a5b8-8167bc984406', 'office', 'word',
                '01a21250-bf8d-73d3-a5b8-000000000001', now(), now(), 5, 'no such desk', 'Ada',
                'twice')
        """);
    now(Audit.in(pool).record(DEED));

    List<Audit.Entry> first = now(Audit.in(pool).read(null, 1));
    List<Audit.Entry> rest = now(Audit.in(pool).read(only(first).id(), 10));

    UUID old = UUID.fromString("01a21250-bf8d-73d3-a5b8-8167bc984406");
    List<Audit.Entry> both = new ArrayList<>(first);
    both.addAll(rest);
    assertThat(both)
        .extracting(Audit.Entry::deed)
        .containsExactlyInAnyOrder(
            DEED, new Deed("Ada", "operator", "discard-letter", old, "twice"));
  }

  @Test
  void whatWasWrittenHereIsNotReadAgainUnlessSomebodyElseHasWrittenItSince() {
    AtomicInteger reads = new AtomicInteger();
    Store<Errand, String> here = new PgStore<>(pool, counting(reads), letters, me);
    UUID id = Ids.next();
    wish(here, id, "step", null);
    wish(here, id, "step", null);
    assertThat(reads).as("ours, and ours again").hasValue(0);
    assertThat(stepsOf(id)).isEqualTo(2);

    wish(store(), id, "step", null);
    wish(here, id, "step", null);
    assertThat(stepsOf(id)).as("another JVM's step is in it").isEqualTo(4);
    sql("UPDATE errand SET steps = 40");
    wish(here, id, "step", null);
    assertThat(stepsOf(id)).as("what was done by hand is in it").isEqualTo(41);
    assertThat(reads).hasValue(2);

    sql("UPDATE errand SET steps = " + ErrandTable.MAX_STEPS);
    assertThatThrownBy(() -> wish(here, id, "step", null)).hasMessageContaining("errand");
    sql("UPDATE errand SET steps = 7");
    wish(here, id, "step", null);
    assertThat(stepsOf(id)).as("nothing is left of a step that failed").isEqualTo(8);
  }

  @SuppressWarnings("unchecked")
  private static Table<Errand, String> counting(AtomicInteger reads) {
    Table<Errand, String> table = new ErrandTable();
    return (Table<Errand, String>)
        Proxy.newProxyInstance(
            Table.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("read")) reads.incrementAndGet();
              return method.invoke(table, arguments);
            });
  }

  private int stepsOf(UUID id) {
    return now(store().read(List.of(id))).get(id).state().steps();
  }

  private void wish(UUID id, String word, Deed deed) {
    wish(store(), id, word, deed);
  }

  private void wish(Store<Errand, String> store, UUID id, String word, Deed deed) {
    Slots<Errand> none = new Slots<>(List.of(), workers -> {});
    List<Item<Errand>> wish = List.of(Item.wish(id, new ErrandModel.Word(id, word), null, deed, 0));
    Fold<Errand, String> fold =
        new Fold<>(model, wire, me, none, new RoleTraces(Traces.OFF, "errands", null), wish);
    now(store.change(fold.ids(), fold));
  }

  private static Audit.Entry only(List<Audit.Entry> entries) {
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  @Override
  Store<Errand, String> store() {
    return new PgStore<>(pool, new ErrandTable(), letters, me);
  }

  @Override
  Outbox outbox() {
    return new PgOutbox(pool, letters, me);
  }

  @Override
  UUID sender() {
    return me;
  }

  @Override
  Outbox outboxOfAnother() {
    UUID another = Ids.next();
    now(attendance().beat(another, "another", false));
    return new PgOutbox(pool, letters, another);
  }

  @Override
  Attendance attendance() {
    return new PgAttendance(pool, new ErrandTable());
  }

  @Override
  <T> T now(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer in 10 s", e);
    }
  }

  @Override
  <T> T whileLocked(UUID id, Supplier<Future<T>> action) {
    return now(
        pool.withTransaction(
            connection ->
                connection
                    .preparedQuery("SELECT FROM errand WHERE id = $1::uuid FOR UPDATE")
                    .execute(Tuple.of(id))
                    .compose(locked -> action.get())));
  }

  @Override
  void age(long millis) {
    String earlier = " - interval '" + millis + " milliseconds'";
    sql("UPDATE errand SET lease_until = lease_until%1$s, due_at = due_at%1$s".formatted(earlier));
    sql("UPDATE outbox SET tried_at = tried_at" + earlier);
    sql("UPDATE node SET beat_at = beat_at" + earlier);
  }

  private static void sql(String statement) {
    try (var connection = database.connect(ROLE);
        var run = connection.createStatement()) {
      run.execute(statement);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  @Test
  void whoseConnectionEndedWithTheLastBeatIsStruckOffWithoutAHint() throws Exception {
    UUID silent = Ids.next();
    UUID dead = Ids.next();
    now(attendance().beat(silent, "silent, as if frozen", false));
    Vertx another = Vertx.vertx();
    Pool itsPool = server.prepared(ROLE).pool(another, ROLE);
    now(new PgAttendance(itsPool, new ErrandTable()).beat(dead, "dead", false));
    another.close().await();

    assertThat(struck(1)).as("the judge has not been steady for long").isEmpty();
    await()
        .atMost(Attendance.STALE_MILLIS / 2, MILLISECONDS) // later anybody would be
        .until(() -> struck(60_000), List.of(dead)::equals);
    assertThat(struck(60_000)).isEmpty();
  }

  private List<UUID> struck(long steadyMillis) {
    now(attendance().beat(me, "me", false));
    return now(attendance().strike(me, List.of(), steadyMillis)).struck();
  }
}
