package bakery.platform;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is at work in this role: beats for this JVM, strikes off the dead, and frees what they held.
 * All judgement is the database's: the cluster only gives hints where to look sooner, and so does a
 * connection that ended.
 */
final class Roster<A, R> {

  static final int BEAT_EVERY_MILLIS = 200;

  /** Every so many beats it is counted what stands in the schema. */
  static final int COUNT_EVERY_BEATS = 5;

  /** Who has not been beating for so long itself judges nobody. */
  static final int STEADY_MILLIS = 400;

  static final int CHECK_EVERY_MILLIS = 1_000;
  static final int CHECK_AFTER_HINT_MILLIS = 100;
  static final int HINT_STANDS_MILLIS = 10_000;
  static final int SWEEP_LIMIT = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Engine<A, R> engine;
  private final String name;
  private final Runnable tookOver;
  private final Runnable cameBack;
  private final Map<UUID, Long> hints = new LinkedHashMap<>();
  private long lastBeat = Long.MIN_VALUE;
  private long steadySince;
  private boolean checking;
  private boolean claimsWanted;
  private Pulse pulse = Pulse.NONE;
  private Census census = Census.NONE;
  private int beats;
  private Future<Pulse> beating = Future.succeededFuture();
  private boolean closed;

  /**
   * @param tookOver called when something may have become free
   * @param cameBack called when the database answers again after a while
   */
  Roster(Engine<A, R> engine, String name, Runnable tookOver, Runnable cameBack) {
    this.engine = engine;
    this.name = name;
    this.tookOver = tookOver;
    this.cameBack = cameBack;
  }

  /** Completes with the first beat: only who is on the roster may claim. */
  Future<Void> start() {
    return Insistence.on(engine.ports().timers(), engine.role(), this::beatOnce)
        .map(
            first -> {
              noteBeat(first);
              again(BEAT_EVERY_MILLIS, this::beat);
              again(CHECK_EVERY_MILLIS, this::checkRegularly);
              return null;
            });
  }

  /** The cluster has lost a node, it says. */
  void hint(UUID node) {
    boolean first = hints.isEmpty();
    hints.put(node, engine.ports().timers().millis());
    if (first) checkWhileHinted();
  }

  /** What the last beat told. */
  Pulse pulse() {
    return pulse;
  }

  /** What was counted last. */
  Census census() {
    return census;
  }

  /** Milliseconds since the last beat that the database confirmed. */
  long sinceBeat() {
    return engine.ports().timers().millis() - lastBeat;
  }

  Future<Void> leave() {
    closed = true;
    return beating // else it would put the row back
        .otherwiseEmpty()
        .compose(beaten -> engine.ports().attendance().leave(engine.node()));
  }

  private void beat() {
    if (closed) return;
    beating = beatOnce();
    beating.onComplete(
        beaten -> {
          if (beaten.succeeded()) {
            if (!beaten.result().known() && !closed) {
              LOG.warn(
                  "{}: the others had taken this node for dead; it starts afresh", engine.role());
            }
            noteBeat(beaten.result());
            engine.felt(pulse);
            if (pulse.late()) check();
          } else {
            Failures.log(
                LOG,
                engine.role() + ": the beat, and with it all that it tells of",
                beaten.cause());
          }
          again(BEAT_EVERY_MILLIS, this::beat);
        });
  }

  private Future<Pulse> beatOnce() {
    boolean count = beats++ % COUNT_EVERY_BEATS == 0;
    return engine.ports().attendance().beat(engine.node(), name, count);
  }

  private void noteBeat(Pulse felt) {
    pulse = felt;
    if (felt.census() != null) census = felt.census();
    long now = engine.ports().timers().millis();
    boolean first = lastBeat == Long.MIN_VALUE;
    boolean back = !first && now - lastBeat > 4 * BEAT_EVERY_MILLIS;
    if (first || back) steadySince = now;
    lastBeat = now;
    if (back) cameBack.run();
  }

  private void checkRegularly() {
    claimsWanted = true;
    check();
    again(CHECK_EVERY_MILLIS, this::checkRegularly);
  }

  private void checkWhileHinted() {
    check();
    if (!hints.isEmpty()) again(CHECK_AFTER_HINT_MILLIS, this::checkWhileHinted);
  }

  private void check() {
    long now = engine.ports().timers().millis();
    hints.values().removeIf(since -> now - since > HINT_STANDS_MILLIS);
    boolean steady = steadyMillis() >= STEADY_MILLIS && sinceBeat() <= 4 * BEAT_EVERY_MILLIS;
    boolean quiet = hints.isEmpty() && !pulse.late() && !pulse.open();
    if (checking || closed || quiet || !steady) return;
    checking = true;
    strike()
        .compose(struck -> claimsWanted ? lookAtClaims() : Future.succeededFuture())
        .onFailure(e -> Failures.log(LOG, engine.role() + ": the roster", e))
        .onComplete(done -> checking = false);
  }

  /** It goes over all that is open: regularly, and when somebody was struck, until it succeeds. */
  private Future<Void> lookAtClaims() {
    return freeAbandoned()
        .compose(freed -> engine.ports().store().heldBy(engine.node(), SWEEP_LIMIT))
        .map(
            held -> {
              engine.compareClaims(held);
              claimsWanted = false;
              return null;
            });
  }

  private long steadyMillis() {
    return engine.ports().timers().millis() - steadySince;
  }

  private Future<Void> strike() {
    List<UUID> asked = List.copyOf(hints.keySet());
    return engine
        .ports()
        .attendance()
        .strike(engine.node(), asked, steadyMillis())
        .map(
            verdict -> {
              List<UUID> struck = verdict.struck();
              // whoever is not on this roster has nothing here
              asked.stream().filter(id -> !verdict.spared().contains(id)).forEach(hints::remove);
              if (!struck.isEmpty()) {
                LOG.info("{}: {} no longer beats, its work goes to others", engine.role(), struck);
                claimsWanted = true;
                tookOver.run();
              }
              return null;
            });
  }

  private Future<Void> freeAbandoned() {
    return engine
        .ports()
        .store()
        .freeAbandoned(SWEEP_LIMIT)
        .compose(
            freed -> {
              if (freed > 0) {
                LOG.info("{}: {} abandoned claims are free again", engine.role(), freed);
                tookOver.run();
              }
              return freed == SWEEP_LIMIT ? freeAbandoned() : Future.succeededFuture();
            });
  }

  private void again(long millis, Runnable task) {
    if (!closed) engine.ports().timers().after(millis, task);
  }
}
