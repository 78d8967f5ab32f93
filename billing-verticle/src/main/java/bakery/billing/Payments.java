package bakery.billing;

import bakery.billing.model.Payment;
import bakery.billing.model.Posting;
import bakery.billing.model.Status;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import bakery.platform.Clause;
import bakery.platform.Columns;
import bakery.platform.Entry;
import bakery.platform.Sight;
import bakery.platform.Table;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The payment table. What was ordered never changes, so only the fate of the money is updated. */
public final class Payments implements Table<Payment, Posting> {

  private static final String INSERT =
      Columns.insert(
          "payment",
          """
          id uuid, number text, lines jsonb, method text, amount_minor bigint, currency text,
          status text, token text, held_minor bigint, captured_minor bigint,
          released_minor bigint, refunded_minor bigint, refunds jsonb, reason text, attempts int,
          open boolean, due_at timestamptz, owner uuid, epoch int, lease_until timestamptz,
          trace text
          """);

  private static final String UPDATE =
      Columns.update(
          "payment",
          """
          id uuid, status text, token text, held_minor bigint, captured_minor bigint,
          released_minor bigint, refunded_minor bigint, refunds jsonb, reason text, attempts int,
          open boolean, due_at timestamptz, owner uuid, epoch int, lease_until timestamptz
          """);

  private static final String CARD = "card";
  private static final String CASH = "cash";

  @Override
  public String name() {
    return "payment";
  }

  @Override
  public boolean leased() {
    return true;
  }

  /** In the last minute: orders that were sold, paid or owed. */
  @Override
  public Sight sight() {
    String sold =
        """
        SELECT DISTINCT order_id FROM journal
         WHERE booked_at > now() - interval '1 min' AND decision IN ('capture', 'debt')\
        """;
    return new Sight("t.due_at", "NULL::text", "t.number", sold);
  }

  @Override
  public List<String> statuses() {
    return Stream.of(Status.values()).filter(Status::open).map(Status::name).toList();
  }

  @Override
  public String columns() {
    return "number, lines, method, amount_minor, currency, status, token, held_minor, refunds,"
        + " reason, attempts, due_at";
  }

  @Override
  public Payment read(Row row) {
    Currency currency = Currency.getInstance(row.getString("currency"));
    return new Payment(
        row.getUUID("id"),
        row.getString("number"),
        PaymentJson.lines(row.getJsonArray("lines"), currency),
        method(row.getString("method"), row.getString("token")),
        new Money(row.getLong("amount_minor"), currency),
        Status.valueOf(row.getString("status")),
        new Money(row.getLong("held_minor"), currency),
        PaymentJson.refunds(row.getJsonArray("refunds")),
        row.getString("reason"),
        row.getInteger("attempts"),
        Columns.instant(row, "due_at"));
  }

  @Override
  public UUID id(Payment payment) {
    return payment.orderId();
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
  public Tuple inserted(List<Entry<Payment>> entries) {
    Columns<Payment> order =
        Columns.of(entries)
            .uuid(Payment::orderId)
            .text(Payment::number)
            .text(payment -> PaymentJson.ofLines(payment.lines()))
            .text(payment -> name(payment.method()))
            .bigint(payment -> payment.amount().minor())
            .text(payment -> payment.amount().currency().toString());
    return fate(order).trace().tuple();
  }

  @Override
  public Tuple updated(List<Entry<Payment>> entries) {
    return fate(Columns.of(entries).uuid(Payment::orderId)).tuple();
  }

  @Override
  public Optional<Clause> record(List<Posting> postings) {
    return Optional.of(Journal.booking(postings));
  }

  private static Columns<Payment> fate(Columns<Payment> columns) {
    return columns
        .text(payment -> payment.status().name())
        .text(payment -> token(payment.method()))
        .bigint(payment -> payment.held().minor())
        .bigint(payment -> payment.captured().minor())
        .bigint(payment -> payment.released().minor())
        .bigint(payment -> payment.refunded().minor())
        .text(payment -> PaymentJson.ofRefunds(payment.refunds()))
        .text(Payment::reason)
        .integer(Payment::attempts)
        .bool(payment -> payment.status().open())
        .time(Payment::dueAt)
        .lease();
  }

  private static PaymentMethod method(String name, String token) {
    return switch (name) {
      case CARD -> new PaymentMethod.Card(token == null ? "" : token);
      case CASH -> new PaymentMethod.Cash();
      default -> throw new IllegalStateException("payment method " + name + " is unknown here");
    };
  }

  private static String name(PaymentMethod method) {
    return switch (method) {
      case PaymentMethod.Card ignored -> CARD;
      case PaymentMethod.Cash ignored -> CASH;
    };
  }

  private static String token(PaymentMethod method) {
    return switch (method) {
      case PaymentMethod.Card card -> card.token().isEmpty() ? null : card.token();
      case PaymentMethod.Cash ignored -> null;
    };
  }
}
