package bakery.gateway.orders;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How far orders have come, without reading what they are. */
final class LastSteps {

  private static final String READ = "SELECT id, seq FROM orders WHERE id = ANY($1::uuid[])";

  private LastSteps() {}

  /** The number of the last step of each that exists. */
  static Future<Map<UUID, Integer>> read(Pool pool, Collection<UUID> ids) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Integer> steps = HashMap.newHashMap(rows.size());
              rows.forEach(row -> steps.put(row.getUUID("id"), row.getInteger("seq")));
              return steps;
            });
  }
}
