package bakery.platform;

import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  /** When a role is there again; four times as long for what was tried often in vain. */
  static final int UNTRIED_BEFORE_NEWS_MILLIS = 100;

  static final int UNTRIED_BEFORE_PROBE_MILLIS = 400;
  static final int PROBE_LIMIT = 4;
  static final int FIRST_PAUSE_MILLIS = 1_000;
  static final int LONGEST_PAUSE_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

  private final Engine<?, ?> engine;
  private final IntSupplier room;
  private final Consumer<List<Envelope>> found;
  private final Map<String, Silence> silent = new HashMap<>();
  private final Set<Look> wanted = EnumSet.noneOf(Look.class);
  private final Set<UUID> departed = new HashSet<>();
  private boolean untried;
  private boolean looking;
  private boolean closed;

  /** Why the outbox is looked at, the most urgent first. */
  private enum Look {
    SOMEBODY_LEFT,
    NEWS,
    UNTRIED
  }

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
    if (timers().millis() - over.since >= EVERY_MILLIS) look(Look.NEWS);
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
    untried = true;
  }

  void now() {
    look(Look.UNTRIED);
  }

  int silentRoles() {
    return silent.size();
  }

  /** Nobody else sends what those who have left had in hand. */
  void takeOver(Set<UUID> left) {
    departed.addAll(left);
    look(Look.SOMEBODY_LEFT);
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
        .sweep(UNTRIED_BEFORE_PROBE_MILLIS, PROBE_LIMIT, role, Set.of())
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
    if (untried) look(Look.UNTRIED);
    untried = false;
    timers().after(EVERY_MILLIS, this::regularly);
  }

  private void look(Look why) {
    wanted.add(why);
    lookNext();
  }

  private void lookNext() {
    if (looking || wanted.isEmpty()) return;
    Look why = wanted.iterator().next();
    wanted.remove(why);
    if (room.getAsInt() < LIMIT) return; // what is left in the outbox is untried soon
    looking = true;
    lookFor(why)
        .onComplete(
            looked -> {
              looking = false;
              if (looked.succeeded()) found.accept(looked.result());
              else Failures.log(LOG, engine.role() + ": sweeping", looked.cause());
              if (looked.succeeded() && looked.result().size() == LIMIT) wanted.add(why);
              lookNext();
            });
  }

  private Future<List<Envelope>> lookFor(Look why) {
    Outbox outbox = engine.ports().outbox();
    Set<String> except = Set.copyOf(silent.keySet());
    return switch (why) {
      case SOMEBODY_LEFT -> {
        Set<UUID> left = Set.copyOf(departed);
        departed.clear();
        yield outbox
            .takeOver(left, LIMIT)
            .onSuccess(taken -> departed.addAll(taken.size() == LIMIT ? left : Set.of()));
      }
      case NEWS -> outbox.sweep(UNTRIED_BEFORE_NEWS_MILLIS, LIMIT, null, except);
      case UNTRIED -> outbox.sweep(UNTRIED_MILLIS, LIMIT, null, except);
    };
  }
}
