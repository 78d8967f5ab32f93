package bakery.kitchen;

import bakery.contracts.Money;
import bakery.contracts.Product;
import bakery.kitchen.model.Menu;
import bakery.platform.Audit;
import bakery.platform.Deed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The menu as this JVM knows it, read again when its version has grown. Belongs to one event loop.
 */
final class MenuBoard {

  private static final String VERSION = "SELECT version FROM menu_version";

  private static final String READ =
      """
      SELECT m.version, p.id, p.name, p.category, p.price_minor, p.currency, p.tax_basis_points,
             p.allergens, p.station, p.preparation_seconds, p.baking_seconds, p.available
        FROM menu_version AS m CROSS JOIN product AS p
       ORDER BY p.position
      """;

  private static final String SET_AVAILABILITY =
      """
      WITH changed AS (
        UPDATE product SET available = $2::boolean
         WHERE id = $1::text AND available <> $2::boolean
        RETURNING id)
      UPDATE menu_version SET version = version + 1
       WHERE EXISTS (SELECT FROM changed)
      """;

  private final Pool pool;
  private Menu menu = Menu.of(0, List.of());

  MenuBoard(Pool pool) {
    this.pool = pool;
  }

  Menu menu() {
    return menu;
  }

  /** Reads the menu when the version known here is not the current one; says whether it was. */
  Future<Boolean> refresh() {
    return pool.query(VERSION)
        .execute()
        .map(rows -> rows.iterator().next().getLong("version"))
        .compose(
            version -> version > menu.version() ? read().map(true) : Future.succeededFuture(false));
  }

  /**
   * Sells it, or no more. Fine to repeat; the menu here is the new one afterwards.
   *
   * @param deed kept with the change, if it is one
   */
  Future<Menu> setAvailable(String product, boolean available, Deed deed) {
    return pool.withTransaction(
            connection ->
                connection
                    .preparedQuery(SET_AVAILABILITY)
                    .execute(Tuple.of(product, available))
                    .map(RowSet::rowCount)
                    .compose(
                        changed ->
                            Audit.record(connection, changed == 0 ? List.of() : List.of(deed))))
        .compose(done -> read());
  }

  private Future<Menu> read() {
    return pool.query(READ).execute().map(MenuBoard::menu).map(this::newest);
  }

  /** Two readings may overtake each other. */
  private Menu newest(Menu read) {
    if (read.version() > menu.version()) menu = read;
    return menu;
  }

  private static Menu menu(RowSet<Row> rows) {
    return Menu.of(
        rows.iterator().next().getLong("version"),
        StreamSupport.stream(rows.spliterator(), false).map(MenuBoard::product).toList());
  }

  private static Product product(Row row) {
    return new Product(
        row.getString("id"),
        row.getString("name"),
        row.getString("category"),
        Money.of(row.getLong("price_minor"), row.getString("currency")),
        row.getInteger("tax_basis_points"),
        List.of(row.getArrayOfStrings("allergens")),
        row.getString("station"),
        row.getInteger("preparation_seconds"),
        row.getInteger("baking_seconds"),
        row.getBoolean("available"));
  }
}
