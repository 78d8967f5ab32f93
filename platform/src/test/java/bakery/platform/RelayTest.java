package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.ErrandModel.Word;
import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.Outages;
import bakery.platform.sim.SimBus;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The relay when nobody answers: what it holds is bounded, what it does not hold is not lost. */
class RelayTest {

  private static final int BEYOND = 2_500;

  private final World world = new World(1);
  private final SimNode node = new SimNode(world);
  private final ErrandModel model = new ErrandModel();
  private final MemoryDatabase<Errand, String> database =
      new MemoryDatabase<>(world, Faults.none(), model);
  private final SimBus bus = new SimBus(world, Faults.none(), new Outages());
  private final Relay<Errand, String> relay = new Relay<>(new Office());
  private final List<List<Letter>> messages = new ArrayList<>();
  private final Promise<Void> opened = Promise.promise();

  @Test
  void whatDoesNotFitIntoTheRelaysMemoryIsSentByASweepWhenThereIsRoom() {
    bus.of(new SimNode(world)).serve("office", this::receive);
    List<Envelope> committed = commits(Relay.MAX_ENVELOPES_WAITING + BEYOND);

    relay.start();
    relay.send(committed);
    beatsGoOn(Sweeps.EVERY_MILLIS * 3);

    assertThat(relay.waiting()).isEqualTo(Relay.MAX_ENVELOPES_WAITING);
    assertThat(messages).hasSize(Lane.MAX_MESSAGES_IN_FLIGHT);
    assertThat(messages)
        .allMatch(letters -> letters.size() <= Lane.MAX_LETTERS_A_MESSAGE)
        .anyMatch(letters -> letters.size() == Lane.MAX_LETTERS_A_MESSAGE);

    opened.complete();
    beatsGoOn(10_000);

    assertThat(received()).isEqualTo(keys(committed));
    assertThat(database.unreceipted()).isEmpty();
    assertThat(relay.waiting()).isZero();
  }

  @Test
  void whatWentToOneWhoNeverAnswersIsSentToAnotherAsSoonAsThatOneHasAnsweredLaterLetters() {
    bus.of(new SimNode(world))
        .serve("office", letters -> Promise.<List<Receipt>>promise().future());
    bus.of(new SimNode(world)).serve("office", this::receive);
    bus.of(new SimNode(world)).serve("office", this::receive);
    opened.complete();
    List<Envelope> committed = commits(20);

    for (Envelope each : committed) {
      relay.send(List.of(each));
      run(Lane.OVERTAKEN_MILLIS / 10);
    }
    keepSending(Lane.OVERTAKEN_MILLIS * 2);

    assertThat(received()).as("before the bus gives up").containsAll(keys(committed));
  }

  /** Else a node that has just opened would get everything several times, and be slower for it. */
  @Test
  void whoeverIsOnlySlowIsSentTheSameAgainAfterEverLongerTimes() {
    for (int i = 0; i < 3; i++) {
      bus.of(new SimNode(world))
          .serve(
              "office",
              letters -> {
                Promise<Void> slowly = Promise.promise();
                node.after(1_900, slowly::complete);
                return receive(letters).compose(done -> slowly.future().map(done));
              });
    }
    bus.of(new SimNode(world)).serve("office", this::receive);
    opened.complete();

    keepSending(4_000);
    run(2_000);

    assertThat(relay.waiting()).isZero();
    Map<UUID, Long> times =
        messages.stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Letter::key, Collectors.counting()));
    assertThat(times.values()).allMatch(count -> count <= 3);
  }

  private void keepSending(int millis) {
    for (int passed = 0; passed < millis; passed += Lane.OVERTAKEN_MILLIS / 20) {
      relay.send(commits(1));
      run(Lane.OVERTAKEN_MILLIS / 20);
    }
  }

  @Test
  void whenAMemberLeavesWhatMayHaveBeenOnItsWayThereGoesOutAgainAtOnce() {
    bus.of(new SimNode(world))
        .serve("office", letters -> Promise.<List<Receipt>>promise().future());
    bus.of(new SimNode(world)).serve("office", this::receive);
    opened.complete();
    List<Envelope> committed = commits(4);
    relay.send(committed.subList(0, 2));
    relay.send(committed.subList(2, 4));
    run(Relay.DEPARTED_MILLIS + 10);
    assertThat(received()).hasSize(2);

    relay.memberLeft();
    relay.memberLeft();
    run(10);
    relay.memberLeft();
    run(10);

    assertThat(messages).as("nothing that had its receipt").hasSize(2);
    assertThat(received()).isEqualTo(keys(committed));
  }

  @Test
  void whatWasSentJustBeforeAMemberLeftGoesToAnotherAsSoonAsItsAnswerIsLate() {
    SimNode dying = new SimNode(world);
    bus.of(dying).serve("office", letters -> Promise.<List<Receipt>>promise().future());
    bus.of(new SimNode(world)).serve("office", this::receive);
    opened.complete();
    List<Envelope> committed = commits(6);

    dying.die();
    for (Envelope each : committed) relay.send(List.of(each));
    run(Relay.DEPARTED_MILLIS / 2);
    bus.reportGone(dying);
    relay.memberLeft();
    run(Relay.DEPARTED_MILLIS + 20);

    assertThat(received()).isEqualTo(keys(committed));
    assertThat(messages.stream().mapToInt(List::size).sum())
        .as("what was answered is not sent again")
        .isEqualTo(committed.size());
  }

  @Test
  void whenAMemberLeavesTheOthersHoweverSlowAreSentAMessageAgainOnceAndTheirFirstAnswerCounts() {
    bus.of(new SimNode(world)).serve("office", this::receiveAndAnswerOnlyTheFirst);
    List<Envelope> committed = commits(3);
    relay.send(committed);
    run(Relay.DEPARTED_MILLIS + 10);

    relay.memberLeft();
    run(1_000);
    assertThat(messages).as("the message, and it once again").hasSize(2);
    opened.complete();
    run(500);

    assertThat(database.unreceipted()).isEmpty();
    assertThat(relay.waiting()).isZero();
    assertThat(messages).hasSize(2);
  }

  /** As many rows in the outbox, a letter each. */
  private List<Envelope> commits(int count) {
    List<Future<Commit<Errand, String>>> commits =
        Stream.generate(this::commit).limit(count).toList();
    run(100);
    return commits.stream().flatMap(each -> each.result().envelopes().stream()).toList();
  }

  private Future<Commit<Errand, String>> commit() {
    UUID id = world.id();
    Slots<Errand> none = new Slots<>(List.of(), workers -> {});
    List<Item<Errand>> items = List.of(Item.of(id, new Word(id, "step"), null, 0));
    RoleTraces off = new RoleTraces(Traces.OFF, "errands", node);
    Fold<Errand, String> fold = new Fold<>(model, new ErrandWire(), node.id, none, off, items);
    return database.store(node).change(fold.ids(), fold);
  }

  private Future<List<Receipt>> receive(List<Letter> letters) {
    messages.add(letters);
    return opened.future().map(Collections.nCopies(letters.size(), Receipt.DONE));
  }

  private Future<List<Receipt>> receiveAndAnswerOnlyTheFirst(List<Letter> letters) {
    Future<List<Receipt>> answer = receive(letters);
    return messages.size() == 1 ? answer : Promise.<List<Receipt>>promise().future();
  }

  private Set<UUID> received() {
    Set<UUID> keys = new HashSet<>();
    messages.forEach(letters -> letters.forEach(letter -> keys.add(letter.key())));
    return keys;
  }

  private static Set<UUID> keys(List<Envelope> envelopes) {
    Set<UUID> keys = new HashSet<>();
    envelopes.forEach(envelope -> envelope.letters().forEach(letter -> keys.add(letter.key())));
    return keys;
  }

  /** Each tells that letters are untried. */
  private void beatsGoOn(int millis) {
    for (int passed = 0; passed < millis; passed += Roster.BEAT_EVERY_MILLIS) {
      relay.sweepWanted();
      run(Roster.BEAT_EVERY_MILLIS);
    }
  }

  private void run(long millis) {
    world.runUntil(world.millis() + millis);
  }

  /** Of the engine a relay uses no more than this. */
  private final class Office implements Engine<Errand, String> {

    @Override
    public String role() {
      return "errands";
    }

    @Override
    public UUID node() {
      return node.id;
    }

    @Override
    public Ports<Errand, String> ports() {
      return new Ports<>(
          database.store(node),
          database.outbox(node),
          database.attendance(node),
          bus.of(node),
          node);
    }

    @Override
    public Inbox<Errand, String> inbox() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Draft<Errand, String> draft(Entry<Errand> entry) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void committed(Commit<Errand, String> commit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void committed(DueChanges<Errand, String> done) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void felt(Pulse pulse) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void compareClaims(List<Store.Held> held) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RoleTraces traces() {
      return new RoleTraces(Traces.OFF, role(), node);
    }

    @Override
    public Counter counter(String name) {
      return new SimpleMeterRegistry().counter(name);
    }
  }
}
