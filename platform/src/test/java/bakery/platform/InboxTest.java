package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.ErrandModel.Word;
import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final World world = new World(1);
  private final SimNode node = new SimNode(world);
  private final MemoryDatabase<Errand, String> database =
      new MemoryDatabase<>(world, Faults.none(), new ErrandModel());
  private final RoleTraces off = new RoleTraces(Traces.OFF, "errands", node);
  private final List<Worker<Errand>> free = new ArrayList<>();
  private final Map<UUID, Worker<Errand>> holders = new HashMap<>();
  private final List<Letter> said = new ArrayList<>();
  private final DistributionSummary batchSizes =
      DistributionSummary.builder("batch").register(new SimpleMeterRegistry());
  private final Counter outwaited = new SimpleMeterRegistry().counter("outwaited");
  private final Inbox<Errand, String> inbox = over(database);
  private final UUID id = world.id();

  @Test
  void whatWasNotSeenBecauseSomebodyHeldItsRowGoesRoundAgain() {
    inbox.submit(id, new Word(id, "step"), null);
    run(10);
    database.lock(id);

    Future<Fate<Errand>> late = inbox.submit(id, new Word(id, "done"), null, 7);
    run(20);
    assertThat(late.isComplete()).as("nobody knows yet whose claim it is").isFalse();
    database.unlock(id);
    run(200);

    assertThat(late.result().kind()).isEqualTo(Fate.Kind.LEASE_LOST);
    assertThat(late.result().state().steps()).isEqualTo(1);
  }

  @Test
  void whereMuchIsWrittenMoreIsLetGatherAndWhoComesAloneWaitsForNothing() {
    Faults slow = new Faults(0, 0, 2, 40, 0, 0);
    Inbox<Errand, String> inbox = over(new MemoryDatabase<>(world, slow, new ErrandModel()));
    Supplier<Future<Fate<Errand>>> comes =
        () -> {
          Future<Fate<Errand>> fate = inbox.submit(world.id(), new Word(id, "step"), null);
          run(0);
          return fate;
        };
    until(comes.get());
    comes.get();
    assertThat(batchSizes.count()).as("alone, at once").isEqualTo(2);
    comes.get();
    until(comes.get());
    assertThat(batchSizes.count()).as("both that came meanwhile").isEqualTo(3);

    comes.get();
    run(1);
    until(comes.get());
    assertThat(batchSizes.count()).as("those of two milliseconds").isEqualTo(4);
    run(Inbox.MAX_REST_MILLIS);
    List<Future<Fate<Errand>>> many = steps(inbox, Inbox.ENOUGH_AT_ONCE);
    run(0);
    assertThat(batchSizes.count()).as("at once, after the rest").isEqualTo(5);
    until(many.getLast());
    comes.get();
    assertThat(batchSizes.count()).as("at once, after so many").isEqualTo(6);
  }

  @Test
  void whatComesInOneGoIsWrittenInOneGo() {
    steps(20);
    run(100);

    assertThat(batchSizes.count()).isEqualTo(1);
    assertThat(database.rows).hasSize(20);
  }

  /** Else half of what comes under load would be claimed by transactions of their own. */
  @Test
  void whoeverBringsAResultCanTakeSomethingElseInTheSameTransaction() {
    Worker<Errand> idle = new Idle("idle");
    free.add(idle);
    inbox.submit(id, new Word(id, "step"), null);
    run(10);
    free.clear();
    holders.put(id, idle);

    steps(2);
    inbox.submit(id, new Word(id, "done"), null, 7);
    run(10);
    assertThat(claimed()).as("it was the result of another claim").containsExactly(id);
    steps(2);
    inbox.submit(id, new Word(id, "done"), null, 1);
    run(10);

    assertThat(claimed()).hasSize(1).doesNotContain(id);
    assertThat(batchSizes.count()).isEqualTo(3);
  }

  private List<UUID> claimed() {
    return database.rows.entrySet().stream()
        .filter(row -> !row.getValue().lease().free())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void whatDoesNotExistIsAnsweredAtOnce() {
    Future<Fate<Errand>> unknown = inbox.submit(id, new Word(id, "done"), null, 7);
    run(10);

    assertThat(unknown.result().kind()).isEqualTo(Fate.Kind.LEASE_LOST);
  }

  @Test
  void theTraceThatCameWithALetterLeavesWithAllThatFollowsFromIt() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    free.add(new Idle("idle"));

    inbox.submit(id, new Word(id, "step"), trace);
    run(10);
    free.clear();
    inbox.submit(id, new Word(id, "step"), null, 1);
    run(10);

    assertThat(said)
        .extracting(letter -> ((Word) letter.message()).text())
        .as("the letter, the start of the claim it made, the worker's result")
        .containsExactly("stepped", "started", "stepped");
    assertThat(said).extracting(Letter::trace).containsOnly(trace);
  }

  @Test
  void aFullInboxSaysLaterAtOnceAndAllThatItTookIsDone() {
    Future<Fate<Errand>> underWay = step();
    run(0);
    List<Future<Fate<Errand>>> taken = steps(Inbox.MAX_WAITING);
    List<Future<Fate<Errand>>> tooMany = steps(3);

    assertThat(taken).noneMatch(Future::isComplete);
    assertThat(inbox.waiting()).isEqualTo(Inbox.MAX_WAITING);
    assertThat(tooMany).allMatch(each -> each.result().receipt() == Receipt.LATER);
    run(1_000);
    assertThat(underWay.result().kind()).isEqualTo(Fate.Kind.APPLIED);
    assertThat(taken).allMatch(each -> each.result().kind() == Fate.Kind.APPLIED);
    assertThat(database.rows).hasSize(1 + Inbox.MAX_WAITING);
    assertThat(batchSizes.max()).isEqualTo(Inbox.MAX_BATCH);
    assertThat(inbox.idle()).isTrue();
  }

  @Test
  void whatFindsItsRowBusyTooOftenComesLater() {
    inbox.submit(id, new Word(id, "step"), null);
    run(10);
    database.lock(id);

    Future<Fate<Errand>> patient = inbox.submit(id, new Word(id, "step"), null);
    run(100);
    assertThat(patient.isComplete()).isFalse();
    run(400);

    assertThat(patient.result().receipt()).isEqualTo(Receipt.LATER);
    assertThat(inbox.idle()).isTrue();
  }

  @Test
  void whatHasBegunIsFinishedBeforeSomethingNewBegins() {
    step();
    run(0);
    Future<Fate<Errand>> wish = inbox.wish(id, new Word(id, "step"), null, null);
    List<Future<Fate<Errand>>> letters = steps(2 * Inbox.MAX_BATCH);

    List<Boolean> wishWaited = new ArrayList<>();
    letters.forEach(letter -> letter.onComplete(done -> wishWaited.add(!wish.isComplete())));
    run(200);

    assertThat(wishWaited).hasSize(2 * Inbox.MAX_BATCH).doesNotContain(false);
    assertThat(wish.result().kind()).isEqualTo(Fate.Kind.APPLIED);
  }

  @Test
  void whatWaitedTooLongIsNotDoneAnyMoreButAResultIs() {
    inbox.submit(id, new Word(id, "step"), null);
    run(10);
    step();
    run(0);
    Future<Fate<Errand>> letter = step();
    Future<Fate<Errand>> wish = inbox.wish(world.id(), new Word(id, "step"), null, null);
    Future<Fate<Errand>> result = inbox.submit(id, new Word(id, "done"), null, 7);
    node.freeze(Inbox.MAX_WAIT_MILLIS + 500);

    run(Inbox.MAX_WAIT_MILLIS + 5_000);

    assertThat(letter.result().kind()).isEqualTo(Fate.Kind.LATER);
    assertThat(wish.result().kind()).isEqualTo(Fate.Kind.LATER);
    assertThat(result.result().kind()).isEqualTo(Fate.Kind.LEASE_LOST);
    assertThat(outwaited.count()).isEqualTo(2);
    assertThat(inbox.idle()).isTrue();
  }

  private List<Future<Fate<Errand>>> steps(int count) {
    return steps(inbox, count);
  }

  private List<Future<Fate<Errand>>> steps(Inbox<Errand, String> inbox, int count) {
    return Stream.generate(() -> step(inbox)).limit(count).toList();
  }

  private Future<Fate<Errand>> step() {
    return step(inbox);
  }

  private Future<Fate<Errand>> step(Inbox<Errand, String> inbox) {
    UUID errand = world.id();
    return inbox.submit(errand, new Word(errand, "step"), null);
  }

  private Inbox<Errand, String> over(MemoryDatabase<Errand, String> database) {
    return new Inbox<>(
        database.store(node),
        node,
        batch ->
            new Fold<>(
                new ErrandModel(),
                new ErrandWire(),
                node.id,
                new Slots<>(free, workers -> {}, (id, epoch) -> holders.get(id)),
                off,
                batch),
        committed ->
            committed.commit().envelopes().forEach(envelope -> said.addAll(envelope.letters())),
        off,
        batchSizes,
        outwaited);
  }

  private void until(Future<?> future) {
    while (!future.isComplete()) run(1);
  }

  private void run(long millis) {
    world.runUntil(world.millis() + millis);
  }
}
