package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Tells other JVMs that more is due than this one has hands for. */
final class WorkHint {

  /** Only a hint, so not more often than it can be of use. */
  static final int EVERY_MILLIS = 20;

  private final Bus bus;
  private final Timers timers;
  private final String topic;
  private long last;

  WorkHint(String role, Ports<?, ?> ports) {
    this.bus = ports.bus();
    this.timers = ports.timers();
    this.topic = role + ".work";
  }

  Future<Bus.Registration> hear(Runnable pull) {
    return bus.subscribe(topic, hint -> pull.run());
  }

  void give() {
    if (timers.millis() - last < EVERY_MILLIS) return;
    last = timers.millis();
    bus.publish(topic, Buffer.buffer());
  }
}
