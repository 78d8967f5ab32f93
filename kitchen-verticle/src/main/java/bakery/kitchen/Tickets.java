package bakery.kitchen;

import bakery.contracts.KitchenCommand.Item;
import bakery.kitchen.model.Ticket;
import bakery.platform.Columns;
import bakery.platform.Entry;
import bakery.platform.Sight;
import bakery.platform.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ticket table. What was ordered never changes, so only the fate of a ticket is updated. */
public final class Tickets implements Table<Ticket, Ticket> {

  private static final String INSERT =
      Columns.insert(
          "ticket",
          """
          id uuid, number text, items jsonb, promised_at timestamptz, work_seconds int,
          status text, reason text, baker text, open boolean, due_at timestamptz, owner uuid,
          epoch int, lease_until timestamptz, trace text
          """);

  private static final String UPDATE =
      Columns.update(
          "ticket",
          """
          id uuid, status text, reason text, baker text, open boolean, due_at timestamptz,
          owner uuid, epoch int, lease_until timestamptz
          """);

  @Override
  public String name() {
    return "ticket";
  }

  @Override
  public boolean leased() {
    return true;
  }

  /** The number, and what is in it: {@code N4422 2 croissant, 1 baguette}. */
  @Override
  public Sight sight() {
    String items =
        """
        (SELECT string_agg(concat(item ->> 'quantity', ' ', item ->> 'product'), ', ')
           FROM jsonb_array_elements(t.items) AS item)\
        """;
    return new Sight("t.due_at", "t.baker", "concat_ws(' ', t.number, " + items + ")", null);
  }

  @Override
  public List<String> statuses() {
    return Stream.of(Ticket.Status.WAITING, Ticket.Status.BAKING).map(Enum::name).toList();
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
        Columns.instant(row, "promised_at"),
        Columns.instant(row, "due_at"),
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
    Columns<Ticket> order =
        Columns.of(entries)
            .uuid(Ticket::id)
            .text(Ticket::number)
            .text(ticket -> json(ticket.items()))
            .time(Ticket::promisedAt)
            .integer(Ticket::workSeconds);
    return fate(order).trace().tuple();
  }

  @Override
  public Tuple updated(List<Entry<Ticket>> entries) {
    return fate(Columns.of(entries).uuid(Ticket::id)).tuple();
  }

  private static Columns<Ticket> fate(Columns<Ticket> columns) {
    return columns
        .text(ticket -> ticket.status().name())
        .text(Ticket::reason)
        .text(Ticket::baker)
        .bool(Ticket::open)
        .time(Ticket::takenAt)
        .lease();
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
}
