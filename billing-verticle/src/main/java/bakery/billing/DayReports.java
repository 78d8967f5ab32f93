package bakery.billing;

import bakery.billing.model.Account;
import bakery.billing.model.DayBook;
import bakery.billing.model.DayBook.Turnover;
import bakery.contracts.Answer;
import bakery.contracts.Answer.DayReport.ProductSales;
import bakery.contracts.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a day's report: journal and orders in one snapshot, a day as the bakery's clock has it. */
final class DayReports {

  private static final Logger LOG = LoggerFactory.getLogger(DayReports.class);

  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private static final String TURNOVERS =
      """
      SELECT debit, credit, tax_basis_points, currency, sum(amount_minor)::bigint AS amount_minor
        FROM journal
       WHERE booked_at >= $1::timestamptz AND booked_at < $2::timestamptz
       GROUP BY debit, credit, tax_basis_points, currency
       ORDER BY debit, credit, tax_basis_points, currency
      """;

  private static final String ORDERS =
      """
      SELECT count(DISTINCT order_id)::int AS orders
        FROM journal
       WHERE booked_at >= $1::timestamptz AND booked_at < $2::timestamptz
         AND decision IN ('capture', 'debt')
      """;

  private static final String PRODUCTS =
      """
      SELECT line.product, sum(line.quantity)::bigint AS quantity,
             sum(line.quantity * line.unit_minor)::bigint AS gross_minor
        FROM payment AS p,
             jsonb_to_recordset(p.lines) AS line (product text, quantity bigint, unit_minor bigint)
       WHERE p.id IN (SELECT order_id
                        FROM journal
                       WHERE booked_at >= $1::timestamptz AND booked_at < $2::timestamptz
                         AND decision IN ('capture', 'debt'))
       GROUP BY line.product
       ORDER BY line.product
      """;

  private static final String LATEST_CURRENCY =
      """
      SELECT currency FROM payment WHERE currency <> 'XXX' ORDER BY id DESC LIMIT 1
      """;

  private final Pool pool;
  private final ZoneId zone;

  DayReports(Pool pool, ZoneId zone) {
    this.pool = pool;
    this.zone = zone;
  }

  Future<Answer> read(LocalDate date) {
    Tuple day =
        Tuple.of(
            date.atStartOfDay(zone).toOffsetDateTime(),
            date.plusDays(1).atStartOfDay(zone).toOffsetDateTime());
    return pool.withTransaction(
        connection ->
            connection
                .query(SNAPSHOT)
                .execute()
                .compose(snapshot -> rows(connection, TURNOVERS, day))
                .compose(turnovers -> report(connection, date, day, turnovers)));
  }

  private Future<Answer> report(
      SqlConnection connection, LocalDate date, Tuple day, RowSet<Row> turnovers) {
    Set<String> currencies =
        stream(turnovers).map(row -> row.getString("currency")).collect(Collectors.toSet());
    if (currencies.size() > 1) {
      return Future.succeededFuture(
          new Answer.Refused("sales of " + date + " in several currencies: " + currencies));
    }
    return currency(connection, currencies)
        .compose(
            currency ->
                rows(connection, ORDERS, day)
                    .compose(
                        orders ->
                            rows(connection, PRODUCTS, day)
                                .map(
                                    products ->
                                        report(date, currency, turnovers, orders, products))));
  }

  private static Answer report(
      LocalDate date,
      Currency currency,
      RowSet<Row> turnovers,
      RowSet<Row> orders,
      RowSet<Row> products) {
    try {
      return new DayBook(currency, stream(turnovers).map(DayReports::turnover).toList())
          .report(
              date,
              orders.iterator().next().getInteger("orders"),
              stream(products).map(row -> product(row, currency)).toList());
    } catch (IllegalStateException disagree) {
      LOG.error("{}: no report is given until somebody looks into it", disagree.getMessage());
      return new Answer.Refused(disagree.getMessage());
    }
  }

  /** The day's; of a day without sales that of the newest order; before the first order none. */
  private static Future<Currency> currency(SqlConnection connection, Set<String> ofTheDay) {
    Future<String> code =
        ofTheDay.isEmpty()
            ? rows(connection, LATEST_CURRENCY, Tuple.tuple())
                .map(r -> stream(r).map(row -> row.getString("currency")).findFirst().orElse("XXX"))
            : Future.succeededFuture(ofTheDay.iterator().next());
    return code.map(Currency::getInstance);
  }

  private static Turnover turnover(Row row) {
    return new Turnover(
        new Account(row.getString("debit")),
        new Account(row.getString("credit")),
        row.getInteger("tax_basis_points"),
        Money.of(row.getLong("amount_minor"), row.getString("currency")));
  }

  private static ProductSales product(Row row, Currency currency) {
    return new ProductSales(
        row.getString("product"),
        row.getLong("quantity"),
        new Money(row.getLong("gross_minor"), currency));
  }

  private static Future<RowSet<Row>> rows(SqlConnection connection, String sql, Tuple arguments) {
    return connection.preparedQuery(sql).execute(arguments);
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
