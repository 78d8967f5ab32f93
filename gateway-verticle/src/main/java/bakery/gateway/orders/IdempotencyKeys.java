package bakery.gateway.orders;

import bakery.gateway.model.Order;
import bakery.platform.Clause;
import bakery.platform.Columns;
import bakery.platform.Lookups;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which requests have had their order. Keys are kept for some days, then forgotten. */
final class IdempotencyKeys {

  static final int MAX_PURGED_AT_ONCE = 5_000;

  private static final String CLAIM =
      Columns.insert("idempotency_key", "order_id uuid, key text, digest text")
          + "ON CONFLICT (key) DO NOTHING RETURNING order_id";

  private static final String FIND =
      "SELECT key, digest, order_id FROM idempotency_key WHERE key = ANY($1::text[])";

  private static final String PURGE =
      """
      DELETE FROM idempotency_key
       WHERE key IN (SELECT key FROM idempotency_key
                      WHERE placed_at < now() - make_interval(secs => $1::float8)
                      LIMIT $2::int
                        FOR UPDATE SKIP LOCKED)
      """;

  private final Pool pool;
  private final Lookups<String, Used> lookups = new Lookups<>(this::find);

  /** What stands under a key. */
  record Used(String digest, UUID order) {}

  IdempotencyKeys(Pool pool) {
    this.pool = pool;
  }

  /**
   * Claims the keys of fresh orders, in the order of the keys; one that is being claimed elsewhere
   * is waited for. A rollback gives them back. Brings back the ids of those whose keys were new;
   * orders without a key are not in it.
   */
  static Optional<Clause> claim(List<Order> fresh) {
    List<Order> keyed =
        fresh.stream()
            .filter(order -> order.terms().key() != null)
            .sorted(Comparator.comparing(order -> order.terms().key().value()))
            .toList();
    return keyed.isEmpty() ? Optional.empty() : Optional.of(Clause.whole(CLAIM, arrays(keyed)));
  }

  private static Tuple arrays(List<Order> keyed) {
    return Tuple.of(
        keyed.stream().map(Order::id).toArray(UUID[]::new),
        keyed.stream().map(order -> order.terms().key().value()).toArray(String[]::new),
        keyed.stream().map(order -> order.terms().key().digest()).toArray(String[]::new));
  }

  Future<Optional<Used>> find(String key) {
    return lookups.find(Set.of(key)).map(found -> Optional.ofNullable(found.get(key)));
  }

  private Future<Map<String, Used>> find(Set<String> keys) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(keys.toArray(String[]::new)))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.getString("key"),
                            row -> new Used(row.getString("digest"), row.getUUID("order_id")))));
  }

  /** Forgets what is older, in bounded bits. */
  Future<Integer> purge(Duration life) {
    return pool.preparedQuery(PURGE)
        .execute(Tuple.of((double) life.toSeconds(), MAX_PURGED_AT_ONCE))
        .compose(
            rows ->
                rows.rowCount() < MAX_PURGED_AT_ONCE
                    ? Future.succeededFuture(rows.rowCount())
                    : purge(life).map(rest -> rest + MAX_PURGED_AT_ONCE));
  }
}
