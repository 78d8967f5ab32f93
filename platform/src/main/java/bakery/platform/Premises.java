package bakery.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import java.util.function.Function;

/**
 * What one JVM offers its roles.
 *
 * @param node this incarnation of the JVM; a restarted JVM is another one
 * @param name what humans call the node
 * @param traces who follows an order is told by these
 * @param pools the pool of a role, connected to its own schema as its own user
 */
public record Premises(
    Vertx vertx,
    Bus bus,
    Wire wire,
    UUID node,
    String name,
    Settings settings,
    MeterRegistry meters,
    Traces traces,
    Function<String, Pool> pools) {

  /** Of a JVM that nobody follows. */
  public Premises(
      Vertx vertx,
      Bus bus,
      Wire wire,
      UUID node,
      String name,
      Settings settings,
      MeterRegistry meters,
      Function<String, Pool> pools) {
    this(vertx, bus, wire, node, name, settings, meters, Traces.OFF, pools);
  }
}
