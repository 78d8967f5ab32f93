package bakery.gateway.floor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Looks at the bakery at most once a second, however many ask, and not at all when nobody does.
 * Confined to the gateway's event loop.
 */
public final class Lookout {

  static final long FRESH_MILLIS = 900; // of whoever asks every second nobody is given it twice

  private final Floor floor;
  private final Traffic traffic;
  private final LongSupplier millis;
  private final Timer looks;
  private Future<Buffer> last;
  private long lookedAt;

  /**
   * @param millis of a clock that only goes on
   */
  public Lookout(Floor floor, Traffic traffic, LongSupplier millis, MeterRegistry meters) {
    this.floor = floor;
    this.traffic = traffic;
    this.millis = millis;
    looks = meters.timer("bakery.floor.look");
  }

  /** The schema {@code Bakery} of the OpenAPI document, as bytes. */
  public Future<Buffer> look() {
    long now = millis.getAsLong();
    if (last == null || last.isComplete() && now - lookedAt >= FRESH_MILLIS) {
      lookedAt = now;
      last = floor.look().map(this::complete);
      last.onComplete(
          done -> looks.record(Duration.ofMillis(Math.max(0, millis.getAsLong() - now))));
    }
    return last;
  }

  public Floor floor() {
    return floor;
  }

  private Buffer complete(JsonObject told) {
    JsonObject holders = told.remove("holders") instanceof JsonObject all ? all : new JsonObject();
    return told.put("traffic", traffic.json(holders)).toBuffer();
  }
}
