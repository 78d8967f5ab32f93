package bakery.gateway.orders;

import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import bakery.platform.Entry;
import bakery.platform.Table;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Orders in PostgreSQL: one row each. A step writes only what steps change. */
public final class Orders implements Table<Order, News> {

  private static final String INSERT =
      """
      INSERT INTO orders (id, number, placed_at, promised_at, lines, total_minor, currency, payment,
                          fulfilment, address, trace, status, seq, history, waits_for, open, due_at)
      SELECT n.id, n.number, n.placed_at, n.promised_at, n.lines::jsonb, n.total_minor, n.currency,
             n.payment, n.fulfilment, n.address::jsonb, n.trace, n.status, n.seq, n.history::jsonb,
             n.waits_for, n.open, n.due_at
        FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[],
                    $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                    $12::text[], $13::int[], $14::text[], $15::text[], $16::boolean[],
                    $17::timestamptz[])
          AS n (id, number, placed_at, promised_at, lines, total_minor, currency, payment,
                fulfilment, address, trace, status, seq, history, waits_for, open, due_at)
       ORDER BY n.id
          ON CONFLICT (id) DO NOTHING
      RETURNING id
      """;

  private static final String UPDATE =
      """
      UPDATE orders
         SET status = n.status, seq = n.seq, history = n.history::jsonb, waits_for = n.waits_for,
             open = n.open, due_at = n.due_at,
             address = CASE WHEN n.open THEN orders.address END
        FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::boolean[],
                    $7::timestamptz[])
          AS n (id, status, seq, history, waits_for, open, due_at)
       WHERE orders.id = n.id
      """;

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public boolean leased() {
    return false;
  }

  @Override
  public String columns() {
    return """
    placed_at, promised_at, lines::text, payment, fulfilment, address::text, trace, status,
    history::text, waits_for, due_at""";
  }

  @Override
  public Order read(Row row) {
    UUID id = row.getUUID("id");
    return new Order(
        new Order.Terms(
            id,
            OrderJson.lines(row.getString("lines")),
            OrderJson.fulfilment(row.getString("fulfilment"), row.getString("address")),
            OrderJson.payment(row.getString("payment")),
            instant(row, "placed_at"),
            instant(row, "promised_at"),
            row.getString("trace"),
            null),
        Status.valueOf(row.getString("status")),
        instant(row, "due_at"),
        OrderJson.history(id, row.getString("history")),
        Order.WaitsFor.valueOf(row.getString("waits_for")));
  }

  @Override
  public UUID id(Order order) {
    return order.id();
  }

  @Override
  public String insert() {
    return INSERT;
  }

  @Override
  public String update() {
    return UPDATE;
  }

  @Override
  public Tuple inserted(List<Entry<Order>> entries) {
    Column rows = new Column(entries);
    return Tuple.tuple(
        List.of(
            rows.of(Order::id, UUID[]::new),
            rows.of(Order::number, String[]::new),
            rows.of(order -> at(order.placedAt()), OffsetDateTime[]::new),
            rows.of(order -> at(order.promisedAt()), OffsetDateTime[]::new),
            rows.of(OrderJson::lines, String[]::new),
            rows.of(order -> order.total().minor(), Long[]::new),
            rows.of(order -> order.total().currency().getCurrencyCode(), String[]::new),
            rows.of(OrderJson::payment, String[]::new),
            rows.of(OrderJson::fulfilment, String[]::new),
            rows.of(OrderJson::address, String[]::new),
            rows.of(Order::trace, String[]::new),
            rows.of(order -> order.status().name(), String[]::new),
            rows.of(Order::seq, Integer[]::new),
            rows.of(OrderJson::history, String[]::new),
            rows.of(order -> order.waitsFor().name(), String[]::new),
            rows.of(order -> !order.status().isFinal(), Boolean[]::new),
            rows.of(order -> at(order.dueAt()), OffsetDateTime[]::new)));
  }

  @Override
  public Tuple updated(List<Entry<Order>> entries) {
    Column rows = new Column(entries);
    return Tuple.tuple(
        List.of(
            rows.of(Order::id, UUID[]::new),
            rows.of(order -> order.status().name(), String[]::new),
            rows.of(Order::seq, Integer[]::new),
            rows.of(OrderJson::history, String[]::new),
            rows.of(order -> order.waitsFor().name(), String[]::new),
            rows.of(order -> !order.status().isFinal(), Boolean[]::new),
            rows.of(order -> at(order.dueAt()), OffsetDateTime[]::new)));
  }

  /** Only those whose idempotency key is new get in. */
  @Override
  public Future<List<Order>> admit(SqlConnection connection, List<Order> fresh) {
    return IdempotencyKeys.claim(connection, fresh);
  }

  private record Column(List<Entry<Order>> entries) {
    <T> Object of(Function<Order, T> value, IntFunction<T[]> array) {
      return entries.stream().map(Entry::state).map(value).toArray(array);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
