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
      Columns.insert(
          "orders",
          """
          id uuid, number text, placed_at timestamptz, promised_at timestamptz, lines jsonb,
          total_minor bigint, currency text, payment text, fulfilment text, address jsonb,
          status text, seq int, history jsonb, waits_for text, open boolean, due_at timestamptz,
          trace text
          """);

  private static final String UPDATE =
      Columns.update(
          "orders",
          """
          id uuid, status text, seq int, history jsonb, waits_for text, open boolean,
          due_at timestamptz
          """,
          "address = CASE WHEN u.open THEN t.address END");

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
