package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.Attendance.Verdict;
import bakery.platform.ErrandModel.Word;
import bakery.platform.Outbox.Refusal;
import bakery.platform.Outbox.Settlement;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store, outbox and attendance list must do, whatever it is made of. */
abstract class StoreContract {

  final ErrandModel model = new ErrandModel();
  final ErrandWire wire = new ErrandWire();
  static final Deed DEED = new Deed("Ada", "operator", "mend", "a thing", "a test");

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  final UUID me = Ids.next();

  abstract Store<Errand, String> store();

  abstract Outbox outbox();

  abstract Attendance attendance();

  /** Who has in hand what {@link #store} commits. */
  abstract UUID sender();

  /** Of a node that beats. */
  abstract Outbox outboxOfAnother();

  /** Waits for it. */
  abstract <T> T now(Future<T> future);

  /** Runs while somebody else holds the row. */
  abstract <T> T whileLocked(UUID id, Supplier<Future<T>> action);

  /** Makes all that stands there older. */
  abstract void age(long millis);

  @Test
  void aNewAggregateAndItsLettersAreThereTogether() {
    UUID id = Ids.next();

    Commit<Errand, String> commit = tell(id, "step");

    assertThat(commit.changes()).hasSize(1);
    assertThat(commit.changes().getFirst().records()).containsExactly("step");
    assertThat(read(id).state().steps()).isEqualTo(1);
    assertThat(read(id).trace()).isEqualTo(TRACE);
    age(2_000);
    assertThat(now(outbox().sweep(1_000, 10)))
        .extracting(Envelope::id)
        .containsExactlyElementsOf(commit.envelopes().stream().map(Envelope::id).toList());
  }

  @Test
  void whatIsThereIsFoundAndChanged() {
    UUID id = Ids.next();
    tell(id, "step");

    tell(id, "step", "step");

    assertThat(read(id).state().steps()).isEqualTo(3);
    assertThat(read(id).trace()).isEqualTo(TRACE);
  }

  @Test
  void aRowInOtherHandsIsNotWaitedForAndNothingOfItIsSaid() {
    UUID id = Ids.next();
    UUID free = Ids.next();
    tell(id, "step");

    Commit<Errand, String> commit =
        whileLocked(id, () -> change(List.of(id, free), List.of("step")));

    assertThat(commit.busy()).containsExactly(id);
    assertThat(commit.changes()).extracting(Change::id).containsExactly(free);
    assertThat(commit.envelopes().stream().flatMap(e -> e.letters().stream()).toList())
        .extracting(Letter::key)
        .containsExactly(free);
    assertThat(read(id).state().steps()).isEqualTo(1);
  }

  @Test
  void whatIsForNobodyIsNotTakenForARowInOtherHands() {
    UUID held = Ids.next();
    UUID unknown = Ids.next();
    tell(held, "step");

    Commit<Errand, String> commit =
        whileLocked(held, () -> change(List.of(held, unknown), List.of("remind")));

    assertThat(commit.busy()).containsExactly(held);
    assertThat(commit.changes()).isEmpty();
  }

  @Test
  void theDueAreFoundOnceTheClosedAndTheClaimedNot() {
    UUID due = Ids.next();
    UUID closed = Ids.next();
    tell(due, "step");
    tell(closed, "step", "done");
    now(attendance().beat(me, "me", false));

    assertThat(claim(10)).containsExactly(due);
    assertThat(claim(10)).isEmpty();
    assertThat(now(store().heldBy(me, 10))).containsExactly(new Store.Held(due, 1));
  }

  @Test
  void aRowThatNothingCanBeDoneWithStandsInNobodysWay() {
    UUID ill = Ids.next();
    UUID well = Ids.next();
    tell(ill, "step");
    tell(well, "step");
    now(attendance().beat(me, "me", false));

    DueChanges<Errand, String> first = due(1, Set.of(ill));
    assertThat(first.putOff()).extracting(Stuck::id).containsExactly(ill);
    assertThat(first.more()).as("there was a place for one").isTrue();
    assertThat(claim(1, Set.of(ill))).containsExactly(well);
    assertThat(claim(1)).as("it is put off for a while").isEmpty();

    age(1_000L * Stuck.FIRST_PAUSE_SECONDS);
    assertThat(claim(1)).containsExactly(ill);
  }

  @Test
  void whatGoesWrongAgainIsPutOffEverLongerAndSaysWhyUntilItGoesWell() {
    UUID ill = Ids.next();
    tell(ill, "step");
    now(attendance().beat(me, "me", false));

    due(10, Set.of(ill));
    age(1_000);
    assertThat(due(10, Set.of(ill)).putOff()).hasSize(1);
    age(1_000);
    assertThat(claim(10)).as("the second pause is longer").isEmpty();

    List<Stuck> stuck = now(store().stuck(null, 10));
    assertThat(stuck).extracting(Stuck::id).containsExactly(ill);
    assertThat(stuck.getFirst().cause()).isEqualTo("IllegalStateException: no such case");
    assertThat(stuck.getFirst().times()).isEqualTo(2);

    age(1_000);
    assertThat(claim(10)).containsExactly(ill);
    assertThat(now(store().stuck(null, 10))).isEmpty();
  }

  @Test
  void claimsOfTheLivingStandAndThoseOfTheDeadAreFreed() {
    UUID id = Ids.next();
    tell(id, "step");
    now(attendance().beat(me, "me", false));
    claim(10);

    assertThat(now(store().freeAbandoned(10))).isZero();
    now(attendance().leave(me));
    assertThat(now(store().freeAbandoned(10))).isEqualTo(1);

    assertThat(read(id).lease().free()).isTrue();
    assertThat(read(id).lease().epoch()).isEqualTo(1);
    assertThat(claim(10)).containsExactly(id);
    assertThat(read(id).lease().epoch()).isEqualTo(2);
  }

  @Test
  void aClaimEndsByItselfThoughItsOwnerLives() {
    UUID id = Ids.next();
    tell(id, "step");
    now(attendance().beat(me, "me", false));
    claim(10);

    age(10_000);
    now(attendance().beat(me, "me", false));

    assertThat(now(store().freeAbandoned(10))).isEqualTo(1);
  }

  @Test
  void aSweepHandsOutWhatNobodyTriedAndOnlyOnce() {
    UUID id = Ids.next();
    tell(id, "step");

    assertThat(now(outbox().sweep(1_000, 10))).isEmpty();
    age(1_100);
    List<Envelope> swept = now(outbox().sweep(1_000, 10));
    assertThat(swept.getFirst().letters().getFirst().message()).isEqualTo(new Word(id, "stepped"));
    assertThat(now(outbox().sweep(1_000, 10))).isEmpty();
    age(150);
    assertThat(now(outbox().sweep(50, 10))).hasSize(1);
  }

  @Test
  void whatSomebodyHadInHandWhenHeLeftIsTakenOverAtOnceAndOnlyOnce() {
    now(attendance().beat(sender(), "me", false));
    List<UUID> sent = List.of(tell(Ids.next(), "step").envelopes().getFirst().id());
    Outbox others = outboxOfAnother();

    assertThat(now(others.takeOver(Set.of(Ids.next()), 10))).as("he is at work").isEmpty();
    assertThat(now(others.takeOver(Set.of(sender()), 10)))
        .extracting(Envelope::id)
        .containsExactlyElementsOf(sent);
    assertThat(now(outbox().takeOver(Set.of(sender()), 10))).as("it is in hand").isEmpty();
    assertThat(now(others.sweep(1_000, 10))).as("it was tried just now").isEmpty();

    UUID next = tell(Ids.next(), "step").envelopes().getFirst().id();
    now(attendance().leave(sender()));
    assertThat(now(others.takeOver(Set.of(), 10))).extracting(Envelope::id).containsExactly(next);
  }

  @Test
  void whatWasTriedInVainIsTriedMoreAndMoreSeldomButNeverNot() {
    tell(Ids.next(), "step");
    for (int tries = 0; tries < 9; tries++) {
      age(Math.min(tries / 2, 3) * 1_000 + 50);
      assertThat(now(outbox().sweep(1_000, 10))).as("try %d, too early", tries).isEmpty();
      age(1_000);
      assertThat(now(outbox().sweep(1_000, 10))).as("try %d", tries).hasSize(1);
    }
  }

  @Test
  void aSweepIsForOneRoleOrForAllButSome() {
    tell(Ids.next(), "step");
    age(1_100);

    assertThat(now(outbox().sweep(1_000, 10, "kitchen", Set.of()))).isEmpty();
    assertThat(now(outbox().sweep(1_000, 10, null, Set.of("office")))).isEmpty();
    assertThat(now(outbox().sweep(1_000, 10, "office", Set.of("kitchen")))).hasSize(1);
  }

  @Test
  void theLongestUntriedComeFirstSoThatNobodyStarves() {
    Envelope first = tell(Ids.next(), "step").envelopes().getFirst();
    age(50);
    Envelope second = tell(Ids.next(), "step").envelopes().getFirst();
    age(1_100);

    assertThat(now(outbox().sweep(1_000, 1))).extracting(Envelope::id).containsExactly(first.id());
    age(1_100);
    assertThat(now(outbox().sweep(1_000, 1))).extracting(Envelope::id).containsExactly(second.id());
  }

  @Test
  void whatIsReceiptedIsForgottenTheRestStays() {
    UUID id = Ids.next();
    Commit<Errand, String> commit = tell(id, "step", "step", "step");
    Envelope envelope = commit.envelopes().getFirst();
    List<Letter> letters = envelope.letters();

    settle(envelope.id(), letters.subList(0, 1), letters.subList(1, 2), false);

    age(5_000);
    List<Envelope> rest = now(outbox().sweep(1_000, 10));
    assertThat(rest).hasSize(2).allSatisfy(e -> assertThat(e.letters()).hasSize(1));
    for (Envelope each : rest) settle(each.id(), List.of(), List.of(), true);
    age(5_000);
    assertThat(now(outbox().sweep(1_000, 10))).isEmpty();
  }

  @Test
  void onlyWhatIsRefusedAloneIsParkedInTheEnd() {
    UUID id = Ids.next();
    Envelope envelope = tell(id, "step").envelopes().getFirst();

    for (int i = 1; i < Outbox.MAX_REFUSALS; i++) {
      settle(envelope.id(), List.of(), envelope.letters(), true);
      age(60_000);
      assertThat(now(outbox().sweep(1_000, 10))).as("after %d", i).hasSize(1);
      assertThat(now(outbox().parked(null, 10))).isEmpty();
    }
    settle(envelope.id(), List.of(), envelope.letters(), true);

    age(60_000);
    assertThat(now(outbox().sweep(1_000, 10))).isEmpty();
    Parked parked = now(outbox().parked(null, 10)).getFirst();
    assertThat(parked.id()).isEqualTo(envelope.id());
    assertThat(parked.to()).isEqualTo("office");
    assertThat(parked.type()).isEqualTo("word");
    assertThat(parked.key()).isEqualTo(id);
    assertThat(parked.refusals()).isEqualTo(Outbox.MAX_REFUSALS);
    assertThat(parked.reason()).isEqualTo("no such desk");
    assertThat(beat().parked()).isEqualTo(1);
  }

  @Test
  void whatIsParkedIsListedInPages() {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) all.add(park(tell(Ids.next(), "step").envelopes().getFirst()));
    all.sort(null);

    List<Parked> first = now(outbox().parked(null, 2));
    List<Parked> rest = now(outbox().parked(first.getLast().id(), 10));

    assertThat(first).extracting(Parked::id).containsExactlyElementsOf(all.subList(0, 2));
    assertThat(rest).extracting(Parked::id).containsExactlyElementsOf(all.subList(2, 5));
  }

  @Test
  void aParkedLetterThatIsRetriedGoesOutAtOnceAsIfItHadNeverBeenRefused() {
    Envelope envelope = tell(Ids.next(), "step").envelopes().getFirst();
    assertThat(now(outbox().retry(envelope.id(), DEED))).as("not parked yet").isFalse();
    park(envelope);

    assertThat(now(outbox().retry(envelope.id(), DEED))).isTrue();

    assertThat(now(outbox().sweep(1_000, 10))).hasSize(1);
    settle(envelope.id(), List.of(), envelope.letters(), true);
    assertThat(now(outbox().parked(null, 10))).as("one refusal of five").isEmpty();
  }

  @Test
  void aParkedLetterThatIsDiscardedIsGone() {
    Envelope envelope = tell(Ids.next(), "step").envelopes().getFirst();
    assertThat(now(outbox().discard(envelope.id(), DEED))).as("not parked").isFalse();
    park(envelope);

    assertThat(now(outbox().discard(envelope.id(), DEED))).isTrue();

    assertThat(now(outbox().parked(null, 10))).isEmpty();
    assertThat(now(outbox().retry(envelope.id(), DEED))).isFalse();
    assertThat(now(outbox().discard(envelope.id(), DEED))).isFalse();
  }

  @Test
  void aStuckRowThatIsNudgedIsDueAtOnce() {
    UUID ill = Ids.next();
    UUID well = Ids.next();
    tell(ill, "step");
    tell(well, "step");
    now(attendance().beat(me, "me", false));
    for (int i = 0; i < 5; i++) {
      due(10, Set.of(ill));
      age(10_000);
    }
    due(10, Set.of(ill));
    assertThat(claim(10)).isEmpty();
    assertThat(beat().stuck()).isEqualTo(1);

    assertThat(now(store().nudge(well, DEED))).isFalse();
    assertThat(now(store().nudge(ill, DEED))).isTrue();

    assertThat(claim(10)).containsExactly(ill);
    assertThat(beat().stuck()).isZero();
  }

  private UUID park(Envelope envelope) {
    for (int i = 0; i < Outbox.MAX_REFUSALS; i++) {
      settle(envelope.id(), List.of(), envelope.letters(), true);
    }
    return envelope.id();
  }

  @Test
  void aBeatTellsWhatThereIsToDo() {
    assertThat(beat()).isEqualTo(pulse(false, false, false, false, false));
    assertThat(beat()).as("at rest").isEqualTo(pulse(true, false, false, false, false));

    tell(Ids.next(), "step");
    assertThat(beat()).isEqualTo(pulse(true, false, true, true, false));
    age(1_100);
    assertThat(beat()).isEqualTo(pulse(true, false, true, true, true));
    claim(10);
    now(outbox().sweep(1_000, 10));
    assertThat(beat()).as("in hand").isEqualTo(pulse(true, false, true, false, false));

    now(attendance().beat(Ids.next(), "other", false));
    age(Attendance.LATE_MILLIS + 100);
    assertThat(beat().late()).isTrue();
  }

  private static Pulse pulse(
      boolean known, boolean late, boolean open, boolean due, boolean untried) {
    return new Pulse(known, late, open, due, untried, 0, 0);
  }

  private Pulse beat() {
    return now(attendance().beat(me, "me", false));
  }

  @Test
  void theDeadAreStruckOffSoonWithAHintAndLateWithoutAndOnlyByTheLiving() {
    UUID other = Ids.next();
    now(attendance().beat(me, "me", false));
    assertThat(now(attendance().beat(other, "other", false)).known()).isFalse();
    assertThat(now(attendance().beat(other, "other", false)).known()).isTrue();

    age(1_500);
    UUID stranger = Ids.next();
    assertThat(now(attendance().strike(me, List.of(other, stranger), 0)))
        .as("my own beat is stale")
        .isEqualTo(new Verdict(List.of(), List.of(other)));
    now(attendance().beat(me, "me", false));
    assertThat(now(attendance().strike(me, List.of(), 0)))
        .as("no hint")
        .isEqualTo(new Verdict(List.of(), List.of()));
    assertThat(now(attendance().strike(me, List.of(other, stranger), 0)))
        .isEqualTo(new Verdict(List.of(other), List.of()));

    assertThat(now(attendance().beat(other, "other", false)).known())
        .as("it learns of it")
        .isFalse();
    age(9_000);
    now(attendance().beat(me, "me", false));
    assertThat(now(attendance().strike(me, List.of(), 0)).struck()).containsExactly(other);
  }

  private void settle(UUID envelope, List<Letter> later, List<Letter> refused, boolean alone) {
    List<Refusal> refusals = refused.stream().map(l -> new Refusal(l, "no such desk")).toList();
    now(outbox().settle(List.of(new Settlement(envelope, later, refusals, alone))));
  }

  private Entry<Errand> read(UUID id) {
    return now(store().read(List.of(id))).get(id);
  }

  private Commit<Errand, String> tell(UUID id, String... words) {
    return now(change(List.of(id), List.of(words)));
  }

  private Future<Commit<Errand, String>> change(List<UUID> ids, List<String> words) {
    List<Item<Errand>> items = new ArrayList<>();
    for (UUID id : ids)
      for (String word : words) items.add(Item.of(id, new Word(id, word), TRACE, 0));
    Slots<Errand> none = new Slots<>(List.of(), workers -> {});
    Fold<Errand, String> fold =
        new Fold<>(model, wire, me, none, new RoleTraces(Traces.OFF, "errands", null), items);
    return store().change(fold.ids(), fold);
  }

  private List<UUID> claim(int limit) {
    return claim(limit, Set.of());
  }

  /**
   * @param ill rows that the model can do nothing with
   */
  private List<UUID> claim(int limit, Set<UUID> ill) {
    return due(limit, ill).commit().changes().stream().map(Change::id).toList();
  }

  private DueChanges<Errand, String> due(int limit, Set<UUID> ill) {
    return now(
        store()
            .changeDue(
                limit,
                () ->
                    (id, found, now) -> {
                      if (ill.contains(id)) throw new IllegalStateException("no such case");
                      Draft<Errand, String> draft = new Draft<>(model, wire, found);
                      draft.claim(id, me, new Idle("idle"), now);
                      return draft.change(id);
                    }));
  }
}
