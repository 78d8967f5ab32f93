package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.ErrandModel.Word;
import bakery.platform.postgres.Database;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a store decides on without a look at the rows it wrote just now counts only if true. */
class UnseenRowsTest {

  private static final String ROLE = "errands";
  private static final UUID ME = Ids.next();
  private static Vertx vertx;
  private static Pool pool;

  private final ErrandModel model = new ErrandModel();
  private final ErrandWire wire = new ErrandWire();
  private final Store<Errand, String> here = store();
  private final Store<Errand, String> there = store();

  @BeforeAll
  static void connect() throws Exception {
    vertx = Vertx.vertx();
    Database database = TestDatabase.database().prepared(ROLE);
    pool = database.pool(vertx, ROLE);
    try (var connection = database.connect(ROLE);
        var run = connection.createStatement()) {
      run.execute(ErrandTable.CREATE);
    }
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void whatIsKnownIsNeitherLockedNorReadAndChangedWithTheNew() {
    UUID known = Ids.next();
    UUID still = Ids.next();
    UUID fresh = Ids.next();
    tell(here, Map.of(known, "step", still, "step"));

    Asking asking = new Asking(Map.of(known, "step", still, "remind", fresh, "step"));
    Commit<Errand, String> commit =
        now(with("FOR KEY SHARE", known, () -> here.change(asking.ids(), asking)));

    assertThat(asking.found).as("once for all").hasSize(1);
    assertThat(asking.found.getFirst()).containsOnlyKeys(known, still);
    assertThat(commit.busy()).as("a lock that only lets rows be updated").isEmpty();
    assertThat(steps(known, still, fresh)).containsExactly(2, 1, 1);
    assertThat(lettersTo(known)).isEqualTo(2);
    assertThat(lettersTo(fresh)).isEqualTo(1);
  }

  @Test
  void whatIsUnknownIsLookedAtUnlessItIsToBeMade() {
    UUID known = Ids.next();
    UUID unknown = Ids.next();
    tell(here, Map.of(known, "step"));
    tell(there, Map.of(unknown, "step"));

    Asking asking = new Asking(Map.of(known, "step", unknown, "remind"));
    now(with("FOR KEY SHARE", known, () -> here.change(asking.ids(), asking)));

    assertThat(asking.found.getLast()).containsOnlyKeys(known, unknown);
    assertThat(steps(known, unknown)).containsExactly(2, 1);
  }

  @Test
  void whatChangesNothingOfTheUnknownIsDecidedByOneLook() {
    UUID unknown = Ids.next();
    tell(here, Map.of(Ids.next(), "step"));
    tell(there, Map.of(unknown, "step"));

    Asking asking = new Asking(Map.of(unknown, "remind"));
    now(here.change(asking.ids(), asking));

    assertThat(asking.found).as("none known, then all seen").hasSize(2);
    assertThat(asking.found.getLast()).containsOnlyKeys(unknown);
  }

  @Test
  void whatWasTakenForNewAndIsThereIsDecidedOnAgainAndNothingIsSaidTwice() {
    UUID known = Ids.next();
    UUID there = Ids.next();
    UUID fresh = Ids.next();
    tell(here, Map.of(known, "step"));
    tell(this.there, Map.of(there, "step"));

    Asking asking = new Asking(Map.of(known, "step", there, "step", fresh, "step"));
    now(here.change(asking.ids(), asking));

    assertThat(asking.found.getFirst()).containsOnlyKeys(known);
    assertThat(asking.found.getLast()).containsOnlyKeys(known, there);
    assertThat(steps(known, there, fresh)).containsExactly(2, 2, 1);
    assertThat(lettersTo(known)).isEqualTo(2);
    assertThat(lettersTo(there)).isEqualTo(2);
    assertThat(lettersTo(fresh)).isEqualTo(1);
  }

  @Test
  void aRowThatSomebodyElseUpdatedIsDecidedOnAgainAndNothingIsSaidTwice() {
    UUID id = Ids.next();
    UUID beside = Ids.next();
    tell(here, Map.of(id, "step", beside, "step"));
    tell(there, Map.of(id, "step"));

    Asking asking = new Asking(Map.of(id, "step", beside, "step"));
    now(here.change(asking.ids(), asking));

    assertThat(asking.steps(id)).containsExactly(1, 2);
    assertThat(steps(id, beside)).containsExactly(3, 2);
    assertThat(lettersTo(id)).isEqualTo(3);
    assertThat(lettersTo(beside)).isEqualTo(2);
  }

  @Test
  void aRowThatNothingIsWrittenToIsLookedAtAsWell() {
    UUID id = Ids.next();
    tell(here, Map.of(id, "step"));
    sql("UPDATE errand SET steps = 40 WHERE id = $1::uuid", id);

    Asking asking = new Asking(Map.of(id, "remind"));
    now(here.change(asking.ids(), asking));

    assertThat(asking.steps(id)).containsExactly(1, 40);
  }

  @Test
  void whatIsSaidOfARowThatStaysIsSaidOfTheRowThatIsThere() {
    UUID id = Ids.next();
    tell(here, Map.of(id, "step"));
    tell(there, Map.of(id, "step"));
    Decision<Errand, String> answer =
        (found, at) -> {
          Word word = new Word(id, "so many: " + found.get(id).state().steps());
          List<Letter> letters = List.of(wire.letter(word, null));
          return List.of(
              new Change<>(id, found.get(id), Change.Row.KEEP, letters, List.of(), List.of()));
        };

    Commit<Errand, String> commit = now(here.change(List.of(id), answer));

    assertThat(commit.envelopes().stream().flatMap(e -> e.letters().stream()))
        .extracting(Letter::message)
        .containsExactly(new Word(id, "so many: 2"));
    assertThat(lettersTo(id)).isEqualTo(3);
  }

  @Test
  void aRowThatIsGoneIsMissed() {
    UUID id = Ids.next();
    tell(here, Map.of(id, "step"));
    sql("DELETE FROM errand WHERE id = $1::uuid", id);

    tell(here, Map.of(id, "step"));

    assertThat(steps(id)).containsExactly(1);
  }

  @Test
  void whatCannotBeDecidedOnWhatIsNoMoreIsDecidedOnWhatIs() {
    UUID id = Ids.next();
    tell(here, Map.of(id, "step"));
    tell(there, Map.of(id, "step"));
    Decision<Errand, String> second =
        (found, at) -> {
          if (found.get(id).state().steps() < 2) throw new IllegalStateException("too few");
          return List.of();
        };

    assertThat(now(here.change(List.of(id), second)).changes()).isEmpty();
  }

  @Test
  void aRowInOtherHandsIsBusyWhetherItIsUpdatedOrNot() {
    for (String word : List.of("step", "remind")) {
      UUID id = Ids.next();
      UUID free = Ids.next();
      Store<Errand, String> store = store();
      tell(store, Map.of(id, "step"));

      Asking asking = new Asking(Map.of(id, word, free, "step"));
      Commit<Errand, String> commit =
          now(with("FOR UPDATE", id, () -> store.change(asking.ids(), asking)));

      assertThat(commit.busy()).as(word).containsExactly(id);
      assertThat(steps(id, free)).as(word).containsExactly(1, 1);
      assertThat(lettersTo(id)).as(word).isOne();
    }
  }

  @Test
  void whoWaitsForARowSeesWhatBecameOfIt() {
    UUID id = Ids.next();
    tell(here, Map.of(id, "step"));
    Asking asking = new Asking(Map.of(id, "step"));

    Future<Commit<Errand, String>> waiting =
        now(
            pool.withTransaction(
                other ->
                    update(other, id, 40)
                        .map(held -> here.change(asking.ids(), asking))
                        .compose(change -> untilSomebodyWaits(other, change).map(change))));
    if (now(waiting).busy().contains(id)) tell(here, Map.of(id, "step"));

    assertThat(steps(id)).containsExactly(41);
  }

  @Test
  void whatThisStoreClaimedItselfIsKnown() {
    UUID id = Ids.next();
    tell(here, Map.of(id, "step"));
    now(here.changeDue(10, () -> this::claim));

    Asking asking = new Asking(Map.of(id, "step"));
    now(with("FOR KEY SHARE", id, () -> here.change(asking.ids(), asking)));

    assertThat(asking.steps(id)).containsExactly(1);
    assertThat(asking.found.getFirst().get(id).lease().heldBy(ME, 1)).isTrue();
    assertThat(steps(id)).containsExactly(2);
  }

  /** Each in batches of its own making, some of them against the other's order. */
  @Test
  void twoStoresThatCountTheSameRowsCountRight() {
    List<UUID> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) rows.add(Ids.next());
    Map<UUID, Integer> counted = new LinkedHashMap<>();

    now(Future.all(count(here, rows, counted, 1), count(there, rows, counted, 2)));

    for (UUID row : rows) assertThat(steps(row)).containsExactly(counted.get(row));
    assertThat(counted.values().stream().mapToInt(n -> n).sum()).isGreaterThan(100);
  }

  private Future<?> count(
      Store<Errand, String> store, List<UUID> rows, Map<UUID, Integer> counted, int seed) {
    Random random = new Random(seed);
    Future<?> last = Future.succeededFuture();
    for (int round = 0; round < 60; round++) {
      last =
          last.compose(
              done -> {
                Map<UUID, String> words = new LinkedHashMap<>();
                for (UUID row : rows) if (random.nextInt(3) > 0) words.put(row, "step");
                Asking asking = new Asking(words);
                return store
                    .change(asking.ids(), asking)
                    .onSuccess(
                        commit -> {
                          synchronized (counted) {
                            for (Change<?, ?> change : commit.changes())
                              counted.merge(change.id(), 1, Integer::sum);
                          }
                        });
              });
    }
    return last;
  }

  /** Never tired of looking: doubts nothing for longer than one change. */
  private Store<Errand, String> store() {
    return new PgStore<>(
        pool, new ErrandTable(), new Letters(wire), Ids.next(), new Recent<>(() -> {}, 0));
  }

  private void tell(Store<Errand, String> store, Map<UUID, String> words) {
    Asking asking = new Asking(words);
    now(store.change(asking.ids(), asking));
  }

  private Change<Errand, String> claim(UUID id, Entry<Errand> found, Instant at) {
    Draft<Errand, String> draft = new Draft<>(model, wire, found);
    draft.claim(id, ME, new Idle("idle"), at);
    return draft.change(id);
  }

  /** A word for each, and what was found whenever it was asked. */
  private final class Asking implements Decision<Errand, String> {

    private final Fold<Errand, String> fold;
    private final List<Map<UUID, Entry<Errand>>> found = new ArrayList<>();

    Asking(Map<UUID, String> words) {
      List<Item<Errand>> items = new ArrayList<>();
      words.forEach((id, word) -> items.add(Item.of(id, new Word(id, word), null, 0)));
      Slots<Errand> none = new Slots<>(List.of(), workers -> {});
      fold = new Fold<>(model, wire, ME, none, new RoleTraces(Traces.OFF, ROLE, null), items);
    }

    Collection<UUID> ids() {
      return fold.ids();
    }

    List<Integer> steps(UUID id) {
      return found.stream().map(entries -> entries.get(id).state().steps()).toList();
    }

    @Override
    public List<Change<Errand, String>> decide(Map<UUID, Entry<Errand>> entries, Instant at) {
      found.add(entries);
      return fold.decide(entries, at);
    }
  }

  /** While somebody else has a lock on the row. */
  private static <T> Future<T> with(String lock, UUID id, Supplier<Future<T>> then) {
    return pool.withTransaction(
        other ->
            other
                .preparedQuery("SELECT FROM errand WHERE id = $1::uuid " + lock)
                .execute(Tuple.of(id))
                .compose(locked -> then.get()));
  }

  private static Future<?> update(SqlConnection other, UUID id, int steps) {
    return other
        .preparedQuery("UPDATE errand SET steps = $2::int WHERE id = $1::uuid")
        .execute(Tuple.of(id, steps));
  }

  /** Or has given up. */
  private static Future<?> untilSomebodyWaits(SqlConnection other, Future<?> who) {
    return other
        .query("SELECT FROM pg_locks WHERE NOT granted")
        .execute()
        .compose(
            found ->
                found.size() > 0 || who.isComplete()
                    ? Future.succeededFuture()
                    : untilSomebodyWaits(other, who));
  }

  private List<Integer> steps(UUID... ids) {
    Map<UUID, Entry<Errand>> found = now(here.read(Set.of(ids)));
    return List.of(ids).stream().map(id -> found.get(id).state().steps()).toList();
  }

  private static int lettersTo(UUID id) {
    String letters =
        """
        SELECT count(*)::int FROM outbox, json_array_elements(letters::json) AS letter
         WHERE letter ->> 'key' = $1::text
        """;
    return now(pool.preparedQuery(letters).execute(Tuple.of(id.toString())))
        .iterator()
        .next()
        .getInteger(0);
  }

  private static void sql(String statement, UUID id) {
    now(pool.preparedQuery(statement).execute(Tuple.of(id)));
  }

  private static <T> T now(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in 20 s", e);
    }
  }
}
