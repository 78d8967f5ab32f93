package bakery.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** Port: which keys the sandbox provider was called with. */
@FunctionalInterface
public interface SandboxMemory {

  /** Notes the key; true for the first call with it, in any JVM. */
  Future<Boolean> isNew(String key);

  /** In a table of billing's schema, since the sandbox has no place of its own. */
  static SandboxMemory in(Pool pool) {
    String insert =
        """
        INSERT INTO sandbox_provider (key) VALUES ($1::text)
            ON CONFLICT (key) DO NOTHING
        """;
    return key ->
        pool.preparedQuery(insert).execute(Tuple.of(key)).map(inserted -> inserted.rowCount() == 1);
  }
}
