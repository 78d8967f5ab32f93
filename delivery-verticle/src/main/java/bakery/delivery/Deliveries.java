package bakery.delivery;

import bakery.contracts.Address;
import bakery.contracts.Money;
import bakery.delivery.model.Delivery;
import bakery.platform.Columns;
import bakery.platform.Entry;
import bakery.platform.Sight;
import bakery.platform.Table;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The delivery table. An update never brings an address, it only takes it away. */
public final class Deliveries implements Table<Delivery, Delivery> {

  private static final String INSERT =
      Columns.insert(
          "delivery",
          """
          id uuid, number text, address jsonb, cash_due_minor bigint, cash_due_currency text,
          promised_at timestamptz, status text, courier text, tries int, reason text,
          open boolean, due_at timestamptz, owner uuid, epoch int, lease_until timestamptz,
          trace text
          """);

  private static final String UPDATE =
      Columns.update(
          "delivery",
          """
          id uuid, status text, courier text, tries int, reason text, open boolean,
          due_at timestamptz, owner uuid, epoch int, lease_until timestamptz
          """,
          "address = CASE WHEN u.open THEN t.address END");

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public boolean leased() {
    return true;
  }

  @Override
  public List<String> statuses() {
    return Stream.of(Delivery.Status.WAITING, Delivery.Status.ON_THE_WAY).map(Enum::name).toList();
  }

  @Override
  public Sight sight() {
    return new Sight("t.due_at", "t.courier", "t.number", null);
  }

  @Override
  public String columns() {
    return "number, address, cash_due_minor, cash_due_currency, promised_at, status, courier,"
        + " tries, reason, due_at";
  }

  @Override
  public Delivery read(Row row) {
    return new Delivery(
        row.getUUID("id"),
        row.getString("number"),
        address(row.getJsonObject("address")),
        money(row.getLong("cash_due_minor"), row.getString("cash_due_currency")),
        Columns.instant(row, "promised_at"),
        Delivery.Status.valueOf(row.getString("status")),
        row.getString("courier"),
        row.getInteger("tries"),
        row.getString("reason"),
        Columns.instant(row, "due_at"));
  }

  @Override
  public UUID id(Delivery delivery) {
    return delivery.id();
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
  public Tuple inserted(List<Entry<Delivery>> entries) {
    Columns<Delivery> order =
        Columns.of(entries)
            .uuid(Delivery::id)
            .text(Delivery::number)
            .text(delivery -> json(delivery.address()))
            .bigint(delivery -> minor(delivery.cashDue()))
            .text(delivery -> currency(delivery.cashDue()))
            .time(Delivery::promisedAt);
    return fate(order).trace().tuple();
  }

  @Override
  public Tuple updated(List<Entry<Delivery>> entries) {
    return fate(Columns.of(entries).uuid(Delivery::id)).tuple();
  }

  private static Columns<Delivery> fate(Columns<Delivery> columns) {
    return columns
        .text(delivery -> delivery.status().name())
        .text(Delivery::courier)
        .integer(Delivery::tries)
        .text(Delivery::reason)
        .bool(Delivery::open)
        .time(Delivery::dueAt)
        .lease();
  }

  private static String json(Address address) {
    if (address == null) return null;
    return new JsonObject()
        .put("name", address.name())
        .put("phone", address.phone())
        .put("street", address.street())
        .put("city", address.city())
        .put("postalCode", address.postalCode())
        .encode();
  }

  private static Address address(JsonObject json) {
    if (json == null) return null;
    return new Address(
        json.getString("name"),
        json.getString("phone"),
        json.getString("street"),
        json.getString("city"),
        json.getString("postalCode"));
  }

  private static Long minor(Money money) {
    return money == null ? null : money.minor();
  }

  private static String currency(Money money) {
    return money == null ? null : money.currency().getCurrencyCode();
  }

  private static Money money(Long minor, String currency) {
    return minor == null ? null : Money.of(minor, currency);
  }
}
