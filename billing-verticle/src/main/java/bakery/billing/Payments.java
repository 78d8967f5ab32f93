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
      """
      INSERT INTO payment (id, number, lines, method, amount_minor, currency,
                           status, token, held_minor, captured_minor, released_minor,
                           refunded_minor, refunds, reason, attempts,
                           open, due_at, owner, epoch, lease_until, trace)
      SELECT u.id, u.number, u.lines::jsonb, u.method, u.amount_minor, u.currency,
             u.status, u.token, u.held_minor, u.captured_minor, u.released_minor,
             u.refunded_minor, u.refunds::jsonb, u.reason, u.attempts,
             u.open, u.due_at, u.owner, u.epoch, u.lease_until, u.trace
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                    $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[],
                    $12::bigint[], $13::text[], $14::text[], $15::int[],
                    $16::boolean[], $17::timestamptz[], $18::uuid[], $19::int[],
                    $20::timestamptz[], $21::text[])
          AS u (id, number, lines, method, amount_minor, currency,
                status, token, held_minor, captured_minor, released_minor,
                refunded_minor, refunds, reason, attempts,
                open, due_at, owner, epoch, lease_until, trace)
       ORDER BY u.id
          ON CONFLICT (id) DO NOTHING
      RETURNING id
      """;

  private static final String UPDATE =
      """
      UPDATE payment AS t
         SET status = u.status, token = u.token, held_minor = u.held_minor,
             captured_minor = u.captured_minor, released_minor = u.released_minor,
             refunded_minor = u.refunded_minor, refunds = u.refunds::jsonb, reason = u.reason,
             attempts = u.attempts, open = u.open, due_at = u.due_at,
             owner = u.owner, epoch = u.epoch, lease_until = u.lease_until
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[],
                    $7::bigint[], $8::text[], $9::text[], $10::int[], $11::boolean[],
                    $12::timestamptz[], $13::uuid[], $14::int[], $15::timestamptz[], $16::text[])
          AS u (id, status, token, held_minor, captured_minor, released_minor,
                refunded_minor, refunds, reason, attempts, open,
                due_at, owner, epoch, lease_until, version)
       WHERE t.id = u.id
      """;

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
