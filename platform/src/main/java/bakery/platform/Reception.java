package bakery.platform;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this JVM receives a role's letters: open while the database confirms anything, a beat or a
 * commit. What it could not write would wait here until the sender gives it up, so it goes to
 * others; when nobody receives, it waits in its outbox. Who is only slow stays: if all are, it
 * helps nobody to withdraw.
 */
final class Reception {

  static final int LOOK_EVERY_MILLIS = 200;

  static final int PATIENCE_MILLIS = 1_000;

  /** A look that comes so late speaks of this JVM, which was frozen or starved, and is no sign. */
  static final int STARVED_MILLIS = 2 * LOOK_EVERY_MILLIS;

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Engine<?, ?> engine;
  private final LongSupplier sinceBeat;
  private final Runnable opened;
  private Function<List<Letter>, Future<List<Receipt>>> handler;
  private Bus.Registration registration;
  private boolean opening;
  private long confirmedAt = Long.MIN_VALUE / 2;
  private long lookedAt;
  private boolean silent;
  private boolean closed;

  /**
   * @param sinceBeat milliseconds since the last confirmed beat
   * @param opened called when letters are received again, also when they were all along
   */
  Reception(Engine<?, ?> engine, LongSupplier sinceBeat, Runnable opened) {
    this.engine = engine;
    this.sinceBeat = sinceBeat;
    this.opened = opened;
  }

  /** Completes when the others can find this JVM; what it gives back closes for good. */
  Future<Bus.Registration> open(Function<List<Letter>, Future<List<Receipt>>> letters) {
    handler = letters;
    return serve()
        .map(
            serving -> {
              engine.ports().timers().after(LOOK_EVERY_MILLIS, this::look);
              return this::close;
            });
  }

  /** The database answers again after a while. */
  void databaseIsBack() {
    if (registration != null) opened.run();
    else if (handler != null) reopen();
  }

  boolean isOpen() {
    return registration != null;
  }

  /** It has confirmed a transaction. */
  void committed() {
    confirmedAt = now();
  }

  private void look() {
    if (closed) return;
    boolean starved = now() - lookedAt > STARVED_MILLIS;
    lookedAt = now();
    boolean silentBefore = silent;
    silent = !starved && silentMillis() > PATIENCE_MILLIS;
    if (silent && silentBefore && registration != null) withdraw();
    if (silentMillis() <= PATIENCE_MILLIS && registration == null) reopen();
    engine.ports().timers().after(LOOK_EVERY_MILLIS, this::look);
  }

  private long silentMillis() {
    return Math.min(sinceBeat.getAsLong(), now() - confirmedAt);
  }

  private long now() {
    return engine.ports().timers().millis();
  }

  private void withdraw() {
    LOG.warn(
        "{}: the database has confirmed nothing for {} ms, letters go to other nodes",
        engine.role(),
        silentMillis());
    end();
  }

  private void reopen() {
    if (closed || opening) return;
    serve()
        .onSuccess(
            serving -> {
              LOG.info("{}: the database answers, letters are received again", engine.role());
              opened.run();
            })
        .onFailure(
            e -> LOG.warn("{}: cannot receive letters yet: {}", engine.role(), e.toString()));
  }

  private Future<Void> serve() {
    opening = true;
    return engine
        .ports()
        .bus()
        .serve(engine.role(), handler)
        .onComplete(done -> opening = false)
        .compose(
            serving -> {
              registration = serving;
              return closed ? end() : Future.succeededFuture();
            });
  }

  private Future<Void> close() {
    closed = true;
    return registration == null ? Future.succeededFuture() : end();
  }

  private Future<Void> end() {
    Bus.Registration ending = registration;
    registration = null;
    return ending
        .end()
        .onFailure(e -> LOG.debug("{}: withdrawing: {}", engine.role(), e.toString()));
  }
}
