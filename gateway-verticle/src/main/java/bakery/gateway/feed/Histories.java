package bakery.gateway.feed;

import bakery.gateway.model.News;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Port: what happened to orders so far, as it is committed. */
public interface Histories {

  /** The whole history of each of these orders that exists, one list an order. */
  Future<List<List<News>>> read(Collection<UUID> orderIds);

  /** The number of the last step of each that exists: cheap, for when there is but a doubt. */
  Future<Map<UUID, Integer>> lastSteps(Collection<UUID> orderIds);
}
