package bakery.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Port: which keys the sandbox provider was called with, and what mood it is in. */
@FunctionalInterface
public interface SandboxMemory {

  /** Notes the key; true for the first call with it, in any JVM. */
  Future<Boolean> isNew(String key);

  /** A {@link SandboxMood.Mood}'s name; empty when nobody has set any. */
  default Future<Optional<String>> mood() {
    return Future.succeededFuture(Optional.empty());
  }

  /** In tables of billing's schema, since the sandbox has no place of its own. */
  static SandboxMemory in(Pool pool) {
    String insert =
        """
        INSERT INTO sandbox_provider (key) VALUES ($1::text)
            ON CONFLICT (key) DO NOTHING
        """;
    return new SandboxMemory() {
      @Override
      public Future<Boolean> isNew(String key) {
        return pool.preparedQuery(insert)
            .execute(Tuple.of(key))
            .map(inserted -> inserted.rowCount() == 1);
      }

      @Override
      public Future<Optional<String>> mood() {
        return pool.preparedQuery("SELECT mood FROM sandbox_mood")
            .execute()
            .map(rows -> rows.stream().map(row -> row.getString("mood")).findFirst());
      }
    };
  }
}
