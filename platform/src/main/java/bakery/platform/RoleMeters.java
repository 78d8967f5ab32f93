package bakery.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** The meters of one role in this JVM. */
record RoleMeters(MeterRegistry registry, String role) {

  void gauge(String what, String status, Supplier<Number> value) {
    Gauge.builder("bakery." + what, value)
        .tag("role", role)
        .tag("status", status)
        .register(registry);
  }

  void gauge(String what, Supplier<Number> value) {
    Gauge.builder("bakery." + what, value).tag("role", role).register(registry);
  }

  Counter counter(String what) {
    return registry.counter("bakery." + what, "role", role);
  }

  DistributionSummary sizes(String what) {
    return DistributionSummary.builder("bakery." + what).tag("role", role).register(registry);
  }
}
