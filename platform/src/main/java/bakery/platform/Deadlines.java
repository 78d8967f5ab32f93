package bakery.platform;

import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells aggregates that nobody works on when their deadline has passed. */
final class Deadlines<A, R> {

  static final int MAX_AT_ONCE = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  private final Engine<A, R> engine;
  private final Model<A, R> model;
  private boolean checking;

  Deadlines(Engine<A, R> engine, Model<A, R> model) {
    this.engine = engine;
    this.model = model;
  }

  void check() {
    if (checking) return;
    checking = true;
    engine
        .ports()
        .store()
        .changeDue(MAX_AT_ONCE, () -> this::expired)
        .onComplete(
            done -> {
              checking = false;
              if (done.failed()) {
                Failures.log(LOG, engine.role() + ": deadlines", done.cause());
                return;
              }
              engine.committed(done.result());
              if (done.result().more()) check();
            });
  }

  private Change<A, R> expired(UUID id, Entry<A> found, Instant now) {
    Draft<A, R> draft = engine.draft(found);
    draft.take(model.expired(found.state(), now));
    return draft.change(id);
  }
}
