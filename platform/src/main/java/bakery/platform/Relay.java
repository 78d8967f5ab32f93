package bakery.platform;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what stands in the outbox: at once from memory after a commit, and by sweeps whatever has
 * no receipt. What memory does not hold any more is not lost, only later.
 *
 * <p>The bus does not say whether a message was lost with a JVM that died. But who answers what was
 * sent well after it would have answered it too: what is so overtaken is sent again at once, and
 * its place under way is free. Whoever has just begun is only slow, and slower with every message:
 * so the same is sent again after ever longer times.
 */
final class Relay<A, R> {

  static final int MAX_ENVELOPES_WAITING = 16_384;
  static final int SETTLE_MILLIS = 150;

  /** Under way for so long when a member leaves, it may have been on its way there. */
  static final int DEPARTED_MILLIS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final Engine<A, R> engine;
  private final Counter unanswered;
  private final Counter overtaken;
  private final Counter refusals;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<UUID> known = new HashSet<>();

  /** Those of the known that have their receipts and are about to go from the outbox. */
  private final Set<UUID> receipted = new HashSet<>();

  private final Batcher<Outbox.Settlement> settlements =
      new Batcher<>(
          Lane.MAX_LETTERS_A_MESSAGE,
          MAX_ENVELOPES_WAITING,
          this::settle,
          this::whenMoreHasGathered);
  private final Sweeps sweeps;

  Relay(Engine<A, R> engine) {
    this.engine = engine;
    this.unanswered = engine.counter("letters.unanswered");
    this.overtaken = engine.counter("letters.overtaken");
    this.refusals = engine.counter("letters.refused");
    this.sweeps = new Sweeps(engine, () -> MAX_ENVELOPES_WAITING - known.size(), this::send);
  }

  void start() {
    sweeps.start();
  }

  /** Envelopes that are committed. Beyond the limit they wait for a sweep. */
  void send(List<Envelope> envelopes) {
    for (Envelope envelope : envelopes) {
      if (known.size() >= MAX_ENVELOPES_WAITING) break;
      if (known.add(envelope.id())) {
        lanes.computeIfAbsent(envelope.to(), to -> new Lane()).add(envelope);
      }
    }
    lanes.forEach(this::pump);
  }

  /**
   * A member has left: what may have been on its way there is sent again, each message once. Those
   * who are left have more to do now, and whoever is slow is not helped by more.
   */
  void memberLeft() {
    long left = now();
    sendAgain(left - DEPARTED_MILLIS);
    engine.ports().timers().after(DEPARTED_MILLIS, () -> sendAgain(left - 1));
  }

  /** Letters of a member that has left have nobody else to send them. */
  void takeOver(Set<UUID> left) {
    sweeps.takeOver(left);
  }

  /** There are letters that nobody has tried for a while. */
  void sweepWanted() {
    sweeps.wanted();
  }

  /** The same, at once. */
  void sweepNow() {
    sweeps.now();
  }

  /** The role is there: what waits for it goes out. */
  void heard(String role) {
    sweeps.heard(role);
  }

  int silentRoles() {
    return sweeps.silentRoles();
  }

  int waiting() {
    return known.size();
  }

  boolean idle() {
    return known.isEmpty() && settlements.idle();
  }

  void close() {
    sweeps.close();
  }

  private void pump(String to, Lane lane) {
    Lane.Load load;
    while ((load = lane.next(now(), this::awaitsReceipts)) != null) send(to, lane, load);
  }

  private void send(String to, Lane lane, Lane.Load load) {
    List<Letter> letters = load.letters();
    engine
        .ports()
        .bus()
        .send(to, letters)
        .onComplete(
            sent -> {
              boolean sentAgain = !lane.arrived(load);
              if (sent.succeeded() && sent.result().size() == letters.size()) {
                receipted(to, load.envelopes, sent.result(), sentAgain);
                if (!sentAgain) overtaken.increment(lane.takeBackOvertaken(load));
              } else if (!sentAgain) {
                unanswered.increment(letters.size());
                unanswered(load);
                load.envelopes.forEach(envelope -> known.remove(envelope.id()));
                // what this JVM's own bus has no room for says nothing of the role
                if (!(sent.cause() instanceof TryLater)) sweeps.unheard(to);
              }
              pump(to, lane);
            });
  }

  private void unanswered(Lane.Load load) {
    for (Envelope envelope : load.envelopes) {
      for (Letter letter : envelope.letters()) {
        engine.traces().delivered(envelope, letter, "unanswered");
      }
    }
  }

  private void sendAgain(long sentUntil) {
    lanes.forEach((to, lane) -> overtaken.increment(lane.takeBack(sentUntil)));
    lanes.forEach(this::pump);
  }

  private long now() {
    return engine.ports().timers().millis();
  }

  /** Whoever answers first counts, also when it was not waited for any more. */
  private void receipted(
      String to, List<Envelope> load, List<Receipt> receipts, boolean sentAgain) {
    if (receipts.stream().allMatch(Receipt.LATER::equals)) sweeps.unheard(to);
    else sweeps.heard(to);
    int next = 0;
    for (Envelope envelope : load) {
      List<Receipt> its = receipts.subList(next, next + envelope.letters().size());
      next += its.size();
      if (awaitsReceipts(envelope)) receipted(envelope, its, sentAgain);
    }
  }

  private void receipted(Envelope envelope, List<Receipt> receipts, boolean sentAgain) {
    List<Letter> later = new ArrayList<>();
    List<Outbox.Refusal> refused = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      Letter letter = envelope.letters().get(i);
      Receipt receipt = receipts.get(i);
      engine.traces().delivered(envelope, letter, receipt.kind().name().toLowerCase(Locale.ROOT));
      switch (receipt.kind()) {
        case DONE -> {}
        case LATER -> later.add(letter);
        case REFUSED -> refused.add(refusal(letter, receipt.reason()));
      }
    }
    refusals.increment(refused.size());
    boolean untouched = later.size() == receipts.size();
    if (untouched && sentAgain) return; // the other answer may say more
    boolean alone = receipts.size() == 1;
    if (!untouched
        && settlements.offer(new Outbox.Settlement(envelope.id(), later, refused, alone))) {
      receipted.add(envelope.id());
    } else {
      known.remove(envelope.id());
    }
  }

  private boolean awaitsReceipts(Envelope envelope) {
    return known.contains(envelope.id()) && !receipted.contains(envelope.id());
  }

  private Outbox.Refusal refusal(Letter letter, String reason) {
    LogFields.about(LOG.atWarn(), letter.key(), letter.trace())
        .log(
            "{}: {} {} was refused by {}: {}",
            engine.role(),
            letter.type(),
            letter.key(),
            letter.to(),
            reason);
    return new Outbox.Refusal(letter, reason);
  }

  /** Nobody waits for an envelope to be gone: many go at once. */
  private void whenMoreHasGathered(Runnable settle) {
    engine.ports().timers().after(SETTLE_MILLIS, settle);
  }

  private Future<?> settle(List<Outbox.Settlement> batch) {
    return engine
        .ports()
        .outbox()
        .settle(batch)
        .onFailure(e -> Failures.log(LOG, engine.role() + ": receipts", e))
        .onComplete(done -> batch.forEach(settlement -> forget(settlement.envelope())));
  }

  private void forget(UUID envelope) {
    known.remove(envelope);
    receipted.remove(envelope);
  }
}
