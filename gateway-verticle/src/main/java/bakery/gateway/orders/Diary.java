package bakery.gateway.orders;

import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import bakery.platform.Change;
import bakery.platform.LogFields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts and logs the steps that this gateway committed. */
final class Diary {

  private static final Logger LOG = LoggerFactory.getLogger(Diary.class);

  private final Map<Status, Counter> steps = new EnumMap<>(Status.class);
  private final Map<Status, Timer> lives = new EnumMap<>(Status.class);
  private final Map<Status, Timer> stays = new EnumMap<>(Status.class);

  Diary(MeterRegistry meters) {
    for (Status status : Status.values()) {
      String label = status.name();
      steps.put(status, meters.counter("bakery.orders.steps", "status", label));
      if (status.isFinal()) {
        lives.put(status, Timer.builder("bakery.orders.life").tag("end", label).register(meters));
      } else {
        stays.put(status, meters.timer("bakery.orders.stay", "status", label));
      }
    }
  }

  void note(Change<Order, News> change) {
    List<News> history = change.after().state().history();
    for (News news : change.records()) {
      steps.get(news.status()).increment();
      if (news.status().isFinal()) lives.get(news.status()).record(life(news));
      if (news.seq() > 1) stayed(history.get(news.seq() - 2), news);
      log(change, news);
    }
  }

  private void stayed(News before, News news) {
    Duration stay = Duration.between(before.at(), news.at());
    stays.get(before.status()).record(stay.isNegative() ? Duration.ZERO : stay);
  }

  private static void log(Change<Order, News> change, News news) {
    switch (news.status()) {
      case DECLINED ->
          about(change)
              .log("order {}: payment declined ({}), it ends here", news.orderId(), news.detail());
      case CANCELLING ->
          about(change)
              .log(
                  "order {}: to be cancelled ({}), ticket and money are undone next",
                  news.orderId(),
                  news.detail());
      case CANCELLED ->
          about(change)
              .log("order {}: cancelled ({}), nothing is held", news.orderId(), news.detail());
      case PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COLLECTED, COMPLETED -> {
        if (news.detail() == null) LOG.debug("order {}: {}", news.orderId(), news.status());
        else about(change).log("order {}: {}, {}", news.orderId(), news.status(), news.detail());
      }
    }
  }

  private static LoggingEventBuilder about(Change<Order, News> change) {
    return LogFields.about(LOG.atInfo(), change);
  }

  /** Its id says when it was made, to the millisecond. */
  private static Duration life(News news) {
    UUID id = news.orderId();
    if (id.version() != 7) return Duration.ZERO;
    Duration life =
        Duration.between(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16), news.at());
    return life.isNegative() ? Duration.ZERO : life;
  }
}
