package bakery.gateway.menu;

import bakery.contracts.Answer;
import bakery.contracts.Messages;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The last menu as the gateways' schema keeps it; never replaced by an older one. */
final class MenuTable implements MenuMemory {

  private final Pool pool;

  MenuTable(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Optional<Answer.Menu>> last() {
    return pool.query("SELECT products::text AS menu FROM menu")
        .execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst().map(this::read));
  }

  @Override
  public Future<Void> keep(Answer.Menu menu) {
    String json = new String(Messages.encode(menu), StandardCharsets.UTF_8);
    return pool.preparedQuery(
            """
            INSERT INTO menu (version, products) VALUES ($1::bigint, ($2::text)::jsonb)
            ON CONFLICT (one) DO UPDATE
              SET version = excluded.version, products = excluded.products
              WHERE menu.version < excluded.version""")
        .execute(Tuple.of(menu.version(), json))
        .mapEmpty();
  }

  private Answer.Menu read(Row row) {
    return Messages.decode(
        Answer.Menu.class, row.getString("menu").getBytes(StandardCharsets.UTF_8));
  }
}
