package bakery.delivery;

import bakery.contracts.Address;
import bakery.contracts.Money;
import bakery.delivery.model.Delivery;
import bakery.platform.Entry;
import bakery.platform.Table;
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

/** The delivery table. An update never brings an address, it only takes it away. */
public final class Deliveries implements Table<Delivery, Delivery> {

  private static final String INSERT =
      """
      INSERT INTO delivery (id, number, address, cash_due_minor, cash_due_currency, promised_at,
                            status, courier, tries, reason, open, due_at, owner, epoch, lease_until)
      SELECT u.id, u.number, u.address::jsonb, u.cash_due_minor, u.cash_due_currency,
             u.promised_at, u.status, u.courier, u.tries, u.reason, u.open, u.due_at, u.owner,
             u.epoch, u.lease_until
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[],
                    $6::timestamptz[], $7::text[], $8::text[], $9::int[], $10::text[],
                    $11::boolean[], $12::timestamptz[], $13::uuid[], $14::int[], $15::timestamptz[])
          AS u (id, number, address, cash_due_minor, cash_due_currency, promised_at, status,
                courier, tries, reason, open, due_at, owner, epoch, lease_until)
       ORDER BY u.id
          ON CONFLICT (id) DO NOTHING
      RETURNING id
      """;

  private static final String UPDATE =
      """
      UPDATE delivery AS t
         SET address = CASE WHEN u.open THEN t.address END,
             status = u.status, courier = u.courier, tries = u.tries, reason = u.reason,
             open = u.open, due_at = u.due_at, owner = u.owner, epoch = u.epoch,
             lease_until = u.lease_until
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::boolean[],
                    $7::timestamptz[], $8::uuid[], $9::int[], $10::timestamptz[])
          AS u (id, status, courier, tries, reason, open, due_at, owner, epoch, lease_until)
       WHERE t.id = u.id
      """;

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public boolean leased() {
    return true;
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
        instant(row.getOffsetDateTime("promised_at")),
        Delivery.Status.valueOf(row.getString("status")),
        row.getString("courier"),
        row.getInteger("tries"),
        row.getString("reason"),
        instant(row.getOffsetDateTime("due_at")));
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
    Tuple tuple =
        Tuple.tuple()
            .addValue(column(entries, UUID[]::new, e -> e.state().id()))
            .addValue(column(entries, String[]::new, e -> e.state().number()))
            .addValue(column(entries, String[]::new, e -> json(e.state().address())))
            .addValue(column(entries, Long[]::new, e -> minor(e.state().cashDue())))
            .addValue(column(entries, String[]::new, e -> currency(e.state().cashDue())))
            .addValue(column(entries, OffsetDateTime[]::new, e -> time(e.state().promisedAt())));
    return fate(tuple, entries);
  }

  @Override
  public Tuple updated(List<Entry<Delivery>> entries) {
    return fate(Tuple.tuple().addValue(column(entries, UUID[]::new, e -> e.state().id())), entries);
  }

  private static Tuple fate(Tuple tuple, List<Entry<Delivery>> entries) {
    return tuple
        .addValue(column(entries, String[]::new, e -> e.state().status().name()))
        .addValue(column(entries, String[]::new, e -> e.state().courier()))
        .addValue(column(entries, Integer[]::new, e -> e.state().tries()))
        .addValue(column(entries, String[]::new, e -> e.state().reason()))
        .addValue(column(entries, Boolean[]::new, e -> e.state().open()))
        .addValue(column(entries, OffsetDateTime[]::new, e -> time(e.state().dueAt())))
        .addValue(column(entries, UUID[]::new, e -> e.lease().owner()))
        .addValue(column(entries, Integer[]::new, e -> e.lease().epoch()))
        .addValue(column(entries, OffsetDateTime[]::new, e -> time(e.lease().until())));
  }

  private static <T> T[] column(
      List<Entry<Delivery>> entries, IntFunction<T[]> array, Function<Entry<Delivery>, T> value) {
    return entries.stream().map(value).toArray(array);
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

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
