package bakery.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/** The secret that all gateways share: set by the operator, or made by whichever starts first. */
final class Secrets {

  private static final String TRACKING = "tracking";
  private static final int BYTES = 32;

  private Secrets() {}

  static Future<byte[]> load(Pool pool, Optional<String> given) {
    return given
        .map(text -> Future.succeededFuture(text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> make(pool).compose(v -> read(pool)));
  }

  private static Future<?> make(Pool pool) {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return pool.preparedQuery(
            """
            INSERT INTO secret (name, value) VALUES ($1::text, $2::bytea)
            ON CONFLICT (name) DO NOTHING""")
        .execute(Tuple.of(TRACKING, Buffer.buffer(fresh)));
  }

  private static Future<byte[]> read(Pool pool) {
    return pool.preparedQuery("SELECT value FROM secret WHERE name = $1::text")
        .execute(Tuple.of(TRACKING))
        .map(rows -> rows.iterator().next().getBuffer("value").getBytes());
  }
}
