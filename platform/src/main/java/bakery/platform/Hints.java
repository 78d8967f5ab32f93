package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Consumer;

/** What JVMs tell one another so that nobody need wait for a poll. Hints may be lost. */
final class Hints {

  /** No more often than it can be of use. */
  static final int WORK_EVERY_MILLIS = 20;

  private static final String OPEN = "roles.open";

  private final String role;
  private final Bus bus;
  private final Timers timers;
  private long lastWork;

  Hints(String role, Ports<?, ?> ports) {
    this.role = role;
    this.bus = ports.bus();
    this.timers = ports.timers();
  }

  /**
   * @param work more is due in this role than another JVM has hands for
   * @param open a role serves in another JVM, or serves again
   */
  Future<List<Bus.Registration>> hear(Runnable work, Consumer<String> open) {
    return Future.all(
            bus.subscribe(workTopic(), hint -> work.run()),
            bus.subscribe(OPEN, name -> open.accept(name.toString())))
        .map(both -> both.list());
  }

  void work() {
    if (timers.millis() - lastWork < WORK_EVERY_MILLIS) return;
    lastWork = timers.millis();
    bus.publish(workTopic(), Buffer.buffer());
  }

  void open() {
    bus.publish(OPEN, Buffer.buffer(role));
  }

  private String workTopic() {
    return role + ".work";
  }
}
