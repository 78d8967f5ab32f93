package bakery.gateway.orders;

import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import bakery.platform.Clause;
import bakery.platform.Columns;
import bakery.platform.Entry;
import bakery.platform.Sight;
import bakery.platform.Table;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Orders in PostgreSQL: one row each. A step writes only what steps change. */
public final class Orders implements Table<Order, News> {

  private static final String INSERT =
      """
      INSERT INTO orders (id, number, placed_at, promised_at, lines, total_minor, currency, payment,
                          fulfilment, address, status, seq, history, waits_for, open, due_at, trace)
      SELECT n.id, n.number, n.placed_at, n.promised_at, n.lines::jsonb, n.total_minor, n.currency,
             n.payment, n.fulfilment, n.address::jsonb, n.status, n.seq, n.history::jsonb,
             n.waits_for, n.open, n.due_at, n.trace
        FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[],
                    $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                    $12::int[], $13::text[], $14::text[], $15::boolean[], $16::timestamptz[],
                    $17::text[])
          AS n (id, number, placed_at, promised_at, lines, total_minor, currency, payment,
                fulfilment, address, status, seq, history, waits_for, open, due_at, trace)
       ORDER BY n.id
          ON CONFLICT (id) DO NOTHING
      RETURNING id
      """;

  private static final String UPDATE =
      """
      UPDATE orders AS t
         SET status = u.status, seq = u.seq, history = u.history::jsonb, waits_for = u.waits_for,
             open = u.open, due_at = u.due_at,
             address = CASE WHEN u.open THEN t.address END
        FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::boolean[],
                    $7::timestamptz[], $8::text[])
          AS u (id, status, seq, history, waits_for, open, due_at, version)
       WHERE t.id = u.id
      """;

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public boolean leased() {
    return false;
  }

  /** In the last minute: orders that were taken. */
  @Override
  public Sight sight() {
    String taken =
        """
        SELECT order_id FROM idempotency_key
         WHERE placed_at > now() - interval '1 min'\
        """;
    return new Sight("t.placed_at", "NULL::text", "t.number", taken);
  }

  @Override
  public List<String> statuses() {
    return Stream.of(Status.values())
        .filter(status -> !status.isFinal())
        .map(Status::name)
        .toList();
  }

  @Override
  public String columns() {
    return """
    placed_at, promised_at, lines::text, payment, fulfilment, address::text, status,
    history::text, waits_for, due_at\
    """;
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
            Columns.instant(row, "placed_at"),
            Columns.instant(row, "promised_at"),
            null,
            null),
        Status.valueOf(row.getString("status")),
        Columns.instant(row, "due_at"),
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
    Columns<Order> terms =
        Columns.of(entries)
            .uuid(Order::id)
            .text(Order::number)
            .time(Order::placedAt)
            .time(Order::promisedAt)
            .text(OrderJson::lines)
            .bigint(order -> order.total().minor())
            .text(order -> order.total().currency().getCurrencyCode())
            .text(OrderJson::payment)
            .text(OrderJson::fulfilment)
            .text(OrderJson::address);
    return progress(terms).trace().tuple();
  }

  @Override
  public Tuple updated(List<Entry<Order>> entries) {
    return progress(Columns.of(entries).uuid(Order::id)).tuple();
  }

  private static Columns<Order> progress(Columns<Order> columns) {
    return columns
        .text(order -> order.status().name())
        .integer(Order::seq)
        .text(OrderJson::history)
        .text(order -> order.waitsFor().name())
        .bool(order -> !order.status().isFinal())
        .time(Order::dueAt);
  }

  /** Only those whose idempotency key is new get in. */
  @Override
  public Optional<Clause> admission(List<Order> fresh) {
    return IdempotencyKeys.claim(fresh);
  }
}
