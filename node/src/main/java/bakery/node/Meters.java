package bakery.node;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/** What is measured: the bakery's own meters, HTTP, the pools, the JVM. */
final class Meters {

  static final String POOL_QUEUE = "vertx.pool.queue.pending";
  private static final String POOL_TYPE = "pool_type";
  private static final String SQL = "sql";

  private Meters() {}

  static PrometheusMeterRegistry registry(String node) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("node", node).meterFilter(MeterFilter.deny(Meters::leaks));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    bindForGood(registry);
    return registry;
  }

  /**
   * vertx-sql-client 5.0.8 counts everybody in who wants a connection, but who is refused or cannot
   * connect is never counted out (vertx-sql-client #1625). How long connections were waited for is
   * measured rightly. To be dropped with the release that mends it.
   */
  private static boolean leaks(Meter.Id meter) {
    return meter.getName().equals(POOL_QUEUE) && SQL.equals(meter.getTag(POOL_TYPE));
  }

  /** Listens to the collector until the JVM ends. */
  @SuppressWarnings("resource")
  private static void bindForGood(PrometheusMeterRegistry registry) {
    new JvmGcMetrics().bindTo(registry);
  }

  /** The event bus and raw sockets are left out: they cost on the hot path and tell little. */
  static VertxOptions options() {
    return new VertxOptions()
        .setMetricsOptions(
            new MicrometerMetricsOptions()
                .setEnabled(true)
                // a route is a template, a path would hold ids; the name space of a pool is its
                // role
                .addLabels(Label.HTTP_ROUTE, Label.NAMESPACE)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
                .addDisabledMetricsCategory(MetricsDomain.VERTICLES));
  }

  static VertxBuilder on(VertxBuilder vertx, PrometheusMeterRegistry registry) {
    return vertx.withMetrics(new MicrometerMetricsFactory(registry));
  }
}
