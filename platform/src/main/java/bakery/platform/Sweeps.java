package bakery.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in the outbox for letters without a receipt. A role of which nothing is heard is left out
 * and only probed with a few letters, after growing pauses; the first sign of it brings the rest.
 */
final class Sweeps {

  static final int LIMIT = 1_000;
  static final int EVERY_MILLIS = 500;
  static final int UNTRIED_MILLIS = 1_000;

  /** When a member has left, or a role is there again. */
  static final int UNTRIED_BEFORE_NEWS_MILLIS = 400;

  static final int PROBE_LIMIT = 4;
  static final int FIRST_PAUSE_MILLIS = 1_000;
  static final int LONGEST_PAUSE_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

  private final Engine<?, ?> engine;
  private final IntSupplier room;
  private final Consumer<List<Envelope>> found;
  private final Map<String, Silence> silent = new HashMap<>();
  private boolean wanted;
  private boolean sweeping;
  private boolean sweepSoon;
  private boolean news;
  private boolean departed;
  private boolean closed;

  private static final class Silence {
    final long since;
    final Backoff pauses;
    boolean told;

    Silence(Timers timers) {
      since = timers.millis();
      pauses = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS, timers::upTo);
    }
  }

  /**
   * @param room how many more envelopes may be found now
   */
  Sweeps(Engine<?, ?> engine, IntSupplier room, Consumer<List<Envelope>> found) {
    this.engine = engine;
    this.room = room;
    this.found = found;
  }

  void start() {
    timers().after(EVERY_MILLIS, this::regularly);
  }

  void close() {
    closed = true;
  }

  /** The role has handled something, or says that it is there. */
  void heard(String role) {
    Silence over = silent.remove(role);
    if (over == null) return;
    if (over.told) LOG.info("{}: {} is heard again, its letters go out", engine.role(), role);
    // after a short one the next regular sweep is soon enough
    if (timers().millis() - over.since < EVERY_MILLIS) return;
    news = true;
    sweepSoon();
  }

  /** Nobody answered for the role, or it can handle nothing now. */
  void unheard(String role) {
    if (closed || silent.containsKey(role)) return;
    Silence begun = new Silence(timers());
    silent.put(role, begun);
    timers().after(begun.pauses.nextMillis(), () -> probe(role, begun));
  }

  /** At the next turn. */
  void wanted() {
    wanted = true;
  }

  void now() {
    sweepSoon();
  }

  int silentRoles() {
    return silent.size();
  }

  /** Nobody else sends what a member that left had in its hands. */
  void memberLeft() {
    departed = true;
    sweepSoon();
  }

  private void probe(String role, Silence silence) {
    if (closed || silent.get(role) != silence) return;
    long millis = timers().millis() - silence.since;
    if (millis >= LONGEST_PAUSE_MILLIS && !silence.told) {
      LOG.warn(
          "{}: nothing is heard of {} for {} ms, its letters wait", engine.role(), role, millis);
      silence.told = true;
    }
    engine
        .ports()
        .outbox()
        .sweep(UNTRIED_BEFORE_NEWS_MILLIS, PROBE_LIMIT, role, Set.of())
        .onSuccess(found::accept)
        .onFailure(e -> Failures.log(LOG, engine.role() + ": sweeping", e))
        .onComplete(
            done -> timers().after(silence.pauses.nextMillis(), () -> probe(role, silence)));
  }

  private Timers timers() {
    return engine.ports().timers();
  }

  private void regularly() {
    if (closed) return;
    if (wanted) sweep(UNTRIED_MILLIS, Set.copyOf(silent.keySet()));
    wanted = false;
    timers().after(EVERY_MILLIS, this::regularly);
  }

  private void sweepSoon() {
    sweepSoon = sweeping;
    if (sweeping) return;
    sweep(
        departed || news ? UNTRIED_BEFORE_NEWS_MILLIS : UNTRIED_MILLIS,
        departed ? Set.of() : Set.copyOf(silent.keySet()));
    departed = false;
    news = false;
  }

  private void sweep(int untriedMillis, Set<String> except) {
    if (sweeping || room.getAsInt() < LIMIT) return;
    sweeping = true;
    engine
        .ports()
        .outbox()
        .sweep(untriedMillis, LIMIT, null, except)
        .onComplete(
            swept -> {
              sweeping = false;
              if (swept.succeeded()) found.accept(swept.result());
              else Failures.log(LOG, engine.role() + ": sweeping", swept.cause());
              boolean full = swept.succeeded() && swept.result().size() == LIMIT;
              if (sweepSoon) sweepSoon();
              else if (full) sweep(untriedMillis, except);
            });
  }
}
