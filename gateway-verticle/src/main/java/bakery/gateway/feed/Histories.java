package bakery.gateway.feed;

import bakery.gateway.model.News;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Port: what happened to orders so far, as it is committed. */
@FunctionalInterface
public interface Histories {

  /** The whole history of each of these orders that exists, one list an order. */
  Future<List<List<News>>> read(Collection<UUID> orderIds);
}
