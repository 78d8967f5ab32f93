package bakery.kitchen;

import bakery.contracts.KitchenCommand.Item;
import bakery.kitchen.model.Ticket;
import bakery.platform.Entry;
import bakery.platform.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The ticket table. What was ordered never changes, so only the fate of a ticket is updated. */
public final class Tickets implements Table<Ticket, Ticket> {

  private static final String INSERT =
      """
      INSERT INTO ticket (id, number, items, promised_at, work_seconds, status, reason, baker,
                          open, due_at, owner, epoch, lease_until)
      SELECT u.id, u.number, u.items::jsonb, u.promised_at, u.work_seconds, u.status, u.reason,
             u.baker, u.open, u.due_at, u.owner, u.epoch, u.lease_until
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::text[],
                    $7::text[], $8::text[], $9::boolean[], $10::timestamptz[], $11::uuid[],
                    $12::int[], $13::timestamptz[])
          AS u (id, number, items, promised_at, work_seconds, status, reason, baker,
                open, due_at, owner, epoch, lease_until)
       ORDER BY u.id
          ON CONFLICT (id) DO NOTHING
      RETURNING id
      """;

  private static final String UPDATE =
      """
      UPDATE ticket AS t
         SET status = u.status, reason = u.reason, baker = u.baker, open = u.open,
             due_at = u.due_at, owner = u.owner, epoch = u.epoch, lease_until = u.lease_until
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[],
                    $6::timestamptz[], $7::uuid[], $8::int[], $9::timestamptz[])
          AS u (id, status, reason, baker, open, due_at, owner, epoch, lease_until)
       WHERE t.id = u.id
      """;

  @Override
  public String name() {
    return "ticket";
  }

  @Override
  public boolean leased() {
    return true;
  }

  @Override
  public String columns() {
    return "number, items, promised_at, work_seconds, status, reason, baker, due_at";
  }

  @Override
  public Ticket read(Row row) {
    return new Ticket(
        row.getUUID("id"),
        row.getString("number"),
        items(row.getJsonArray("items")),
        Ticket.Status.valueOf(row.getString("status")),
        row.getString("reason"),
        row.getString("baker"),
        instant(row.getOffsetDateTime("promised_at")),
        instant(row.getOffsetDateTime("due_at")),
        row.getInteger("work_seconds"));
  }

  @Override
  public UUID id(Ticket ticket) {
    return ticket.id();
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
  public Tuple inserted(List<Entry<Ticket>> entries) {
    Tuple tuple =
        Tuple.tuple()
            .addValue(column(entries, UUID[]::new, e -> e.state().id()))
            .addValue(column(entries, String[]::new, e -> e.state().number()))
            .addValue(column(entries, String[]::new, e -> json(e.state().items())))
            .addValue(column(entries, OffsetDateTime[]::new, e -> time(e.state().promisedAt())))
            .addValue(column(entries, Integer[]::new, e -> e.state().workSeconds()));
    return fate(tuple, entries);
  }

  @Override
  public Tuple updated(List<Entry<Ticket>> entries) {
    return fate(Tuple.tuple().addValue(column(entries, UUID[]::new, e -> e.state().id())), entries);
  }

  private static Tuple fate(Tuple tuple, List<Entry<Ticket>> entries) {
    return tuple
        .addValue(column(entries, String[]::new, e -> e.state().status().name()))
        .addValue(column(entries, String[]::new, e -> e.state().reason()))
        .addValue(column(entries, String[]::new, e -> e.state().baker()))
        .addValue(column(entries, Boolean[]::new, e -> e.state().open()))
        .addValue(column(entries, OffsetDateTime[]::new, e -> time(e.state().takenAt())))
        .addValue(column(entries, UUID[]::new, e -> e.lease().owner()))
        .addValue(column(entries, Integer[]::new, e -> e.lease().epoch()))
        .addValue(column(entries, OffsetDateTime[]::new, e -> time(e.lease().until())));
  }

  private static <T> T[] column(
      List<Entry<Ticket>> entries, IntFunction<T[]> array, Function<Entry<Ticket>, T> value) {
    return entries.stream().map(value).toArray(array);
  }

  private static String json(List<Item> items) {
    JsonArray array = new JsonArray();
    for (Item item : items) {
      array.add(new JsonObject().put("product", item.product()).put("quantity", item.quantity()));
    }
    return array.encode();
  }

  private static List<Item> items(JsonArray array) {
    return IntStream.range(0, array.size())
        .mapToObj(array::getJsonObject)
        .map(item -> new Item(item.getString("product"), item.getInteger("quantity")))
        .toList();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
