package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Money;
import bakery.contracts.Pace;
import bakery.node.shop.Day;
import bakery.node.shop.Office;
import bakery.node.shop.Outcome;
import bakery.node.shop.Replay;
import bakery.node.shop.ShopClient;
import bakery.node.shop.Takings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real bakery's busiest day, ordered again over HTTP; four witnesses say what was taken in. */
@Timeout(120)
@Tag("alone")
class RealDayTest {

  private static final Path SATURDAY = Path.of("..", "examples", "saturday-2017-02-04.csv");
  private static final int TRANSACTIONS = 139;
  private static final int AT_ONCE = 32;

  private static final String LINES =
      """
      LATERAL (SELECT line->>'product' AS product, (line->>'quantity')::bigint AS quantity,
                      (line->'unitPrice'->>'minor')::bigint AS price,
                      (line->>'taxBasisPoints')::int AS rate
                 FROM jsonb_array_elements(o.lines) AS line)
      """;

  @Test
  void every_transaction_ends_and_customers_report_journal_and_orders_agree() throws Exception {
    try (var bakery =
        WholeBakery.open(
            List.of("gateway=1,kitchen=2", "gateway=1,delivery=4,billing=1"),
            "BAKERY_PACE",
            "instant")) {
      var shop = new ShopClient(gateways(bakery), TestStaff.TOKEN);
      var office = Office.open(shop, Clock.system(ZoneId.of("Europe/London")));

      var outcomes = replay(shop, "first");

      assertThat(outcomes)
          .hasSize(TRANSACTIONS)
          .extracting(Outcome::status)
          .containsOnly("COMPLETED");
      bakery.books().comeToRest(Patience.seconds(20));
      assertThat(office.fresh()).isTrue();
      var report = office.takings();
      agree(report, "customers", Takings.ofOrders(outcomes));
      agree(withoutProducts(report), "journal", journal(bakery));
      agree(report, "orders", orders(bakery));

      replay(shop, "first");

      assertThat(bakery.books().orders())
          .as("a repeated run orders nothing")
          .isEqualTo(TRANSACTIONS);
      agree(report, "report after the repeated run", office.takings());
    }
  }

  private static void agree(Takings report, String witness, Takings other) {
    assertThat(report.differences("report", other, witness)).isEmpty();
  }

  private static List<Outcome> replay(ShopClient shop, String run) throws InterruptedException {
    return new Replay(shop, Day.read(SATURDAY), Pace.INSTANT, run, AT_ONCE, progress -> {})
        .orderAll();
  }

  private static List<URI> gateways(WholeBakery bakery) {
    return bakery.livingGateways().stream().map(gateway -> gateway.http("/")).toList();
  }

  /** What the journal says: who was debited, and the tax rate of what was credited. */
  private static Takings journal(WholeBakery bakery) {
    var takings = new Takings();
    for (var row :
        bakery
            .database()
            .query(
                """
                SELECT debit, tax_basis_points, sum(amount_minor)::bigint AS gross,
                       coalesce(sum(amount_minor) FILTER (WHERE credit <> 'sales'), 0)::bigint AS tax
                  FROM billing.journal GROUP BY 1, 2
                """)) {
      var gross = money(row, "gross");
      takings
          .amount("sales", gross)
          .amount((String) row.get("debit"), gross)
          .tax((Integer) row.get("tax_basis_points"), gross, money(row, "tax"));
    }
    return takings.count(
        "orders", bakery.database().number("SELECT count(DISTINCT order_id) FROM billing.journal"));
  }

  /** What the orders say, tax worked out by the database: once an order and rate, half up. */
  private static Takings orders(WholeBakery bakery) {
    var takings = new Takings();
    for (var row :
        bakery
            .database()
            .query(
                """
                SELECT payment, rate, sum(gross)::bigint AS gross,
                       sum(round(gross * rate / (10000.0 + rate)))::bigint AS tax
                  FROM (SELECT o.id, o.payment, l.rate, sum(l.quantity * l.price) AS gross
                          FROM gateway.orders o, %s l GROUP BY 1, 2, 3) AS shares
                 GROUP BY 1, 2
                """
                    .formatted(LINES))) {
      var gross = money(row, "gross");
      takings
          .amount("sales", gross)
          .amount((String) row.get("payment"), gross)
          .tax(((Number) row.get("rate")).intValue(), gross, money(row, "tax"));
    }
    for (var row :
        bakery
            .database()
            .query(
                """
                SELECT l.product, sum(l.quantity)::bigint AS pieces,
                       sum(l.quantity * l.price)::bigint AS gross
                  FROM gateway.orders o, %s l GROUP BY 1
                """
                    .formatted(LINES))) {
      takings.product((String) row.get("product"), (Long) row.get("pieces"), money(row, "gross"));
    }
    return takings.count("orders", bakery.books().orders());
  }

  /** The journal knows no products. */
  private static Takings withoutProducts(Takings takings) {
    var rest = new Takings();
    takings
        .counts()
        .forEach(
            (name, count) -> {
              if (!name.contains(" of ")) rest.count(name, count);
            });
    takings
        .amounts()
        .forEach(
            (name, amount) -> {
              if (!name.contains(" of ")) rest.amount(name, amount);
            });
    return rest;
  }

  private static Money money(Map<String, Object> row, String column) {
    return Money.of((Long) row.get(column), "GBP");
  }
}
