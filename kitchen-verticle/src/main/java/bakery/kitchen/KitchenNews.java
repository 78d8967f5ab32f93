package bakery.kitchen;

import bakery.kitchen.model.Ticket;
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

/** Counts and logs what was committed here. */
final class KitchenNews {

  private static final Logger LOG = LoggerFactory.getLogger(KitchenNews.class);

  private final Map<Ticket.Status, Counter> counters = new EnumMap<>(Ticket.Status.class);

  KitchenNews(MeterRegistry meters) {
    for (Ticket.Status status : Ticket.Status.values()) {
      counters.put(status, meters.counter("bakery.tickets", "status", label(status)));
    }
  }

  void tell(List<Change<Ticket, Ticket>> changes) {
    for (Change<Ticket, Ticket> change : changes) {
      change.records().forEach(ticket -> tell(change, ticket));
    }
  }

  private void tell(Change<?, ?> change, Ticket ticket) {
    counters.get(ticket.status()).increment();
    switch (ticket.status()) {
      case WAITING -> LOG.debug("order {}: ticket hung up, waits for a baker", ticket.id());
      case BAKING -> LOG.debug("order {}: in the oven, gateway told", ticket.id());
      case BAKED -> LOG.debug("order {}: baked, gateway told", ticket.id());
      case WITHDRAWN ->
          LogFields.about(LOG.atInfo(), change)
              .log("order {}: ticket withdrawn, gateway told", ticket.id());
      case REFUSED ->
          LogFields.about(LOG.atInfo(), change)
              .log("order {}: refused ({})", ticket.id(), ticket.reason());
    }
  }

  private static String label(Ticket.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
