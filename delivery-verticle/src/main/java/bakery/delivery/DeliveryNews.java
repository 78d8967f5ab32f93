package bakery.delivery;

import bakery.delivery.model.Delivery;
import bakery.platform.Change;
import bakery.platform.LogFields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what was committed here; never a name or an address. */
final class DeliveryNews {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryNews.class);

  private final Map<Delivery.Status, Counter> counters = new EnumMap<>(Delivery.Status.class);

  DeliveryNews(MeterRegistry meters) {
    for (Delivery.Status status : Delivery.Status.values()) {
      String label = status.name().toLowerCase(Locale.ROOT);
      counters.put(status, meters.counter("bakery.deliveries", "status", label));
    }
  }

  void tell(List<Change<Delivery, Delivery>> changes) {
    for (Change<Delivery, Delivery> change : changes) {
      change.records().forEach(delivery -> tell(change, delivery));
    }
  }

  private void tell(Change<?, ?> change, Delivery delivery) {
    counters.get(delivery.status()).increment();
    switch (delivery.status()) {
      case WAITING -> waiting(change, delivery);
      case ON_THE_WAY -> LOG.debug("order {}: on the way, gateway told", delivery.id());
      case DELIVERED -> LOG.debug("order {}: delivered, address forgotten", delivery.id());
      case FAILED ->
          LogFields.about(LOG.atInfo(), change)
              .log(
                  "order {}: undeliverable after {} tries ({}), gateway told, address forgotten",
                  delivery.id(),
                  delivery.tries(),
                  delivery.reason());
    }
  }

  private static void waiting(Change<?, ?> change, Delivery delivery) {
    if (delivery.tries() == 0) {
      LOG.debug("order {}: at the counter, waits for a courier", delivery.id());
      return;
    }
    LogFields.about(LOG.atInfo(), change)
        .log(
            "order {}: came back ({}), try {} from {} on",
            delivery.id(),
            delivery.reason(),
            delivery.tries() + 1,
            delivery.dueAt());
  }
}
