package bakery.gateway.http;

import bakery.contracts.Answer;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.Product;
import bakery.contracts.TaxShare;
import bakery.gateway.model.Fulfilment;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.model.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** How the bakery's values look in JSON. */
final class Answers {

  private final Tokens tokens;

  Answers(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The answer to whoever places it, the same however often it is asked for and however late. */
  JsonObject placed(Order order) {
    return order(order, Status.PLACED, 1);
  }

  JsonObject order(Order order) {
    return order(order, order.status(), order.seq());
  }

  private JsonObject order(Order order, Status status, int seq) {
    Money tax = order.tax().stream().map(TaxShare::tax).reduce(Money::plus).orElseThrow();
    return new JsonObject()
        .put("id", order.id().toString())
        .put("number", order.number())
        .put("status", status.name())
        .put("seq", seq)
        .put("lines", list(order.lines(), Answers::line))
        .put("fulfilment", new JsonObject().put("method", method(order.fulfilment())))
        .put("total", order.total().decimal())
        .put("tax", tax.decimal())
        .put("currency", tax.currency().getCurrencyCode())
        .put("trackingToken", tokens.token(order.id()))
        .put("placedAt", time(order.placedAt()))
        .put("promisedAt", time(order.promisedAt()));
  }

  static JsonObject history(Order order) {
    return new JsonObject()
        .put("orderId", order.id().toString())
        .put("history", list(order.history(), Answers::news));
  }

  /** A feed message; the detail is absent when there is nothing to add. */
  static JsonObject news(News news) {
    JsonObject json =
        new JsonObject()
            .put("orderId", news.orderId().toString())
            .put("seq", news.seq())
            .put("status", news.status().name())
            .put("at", time(news.at()));
    return news.detail() == null ? json : json.put("detail", news.detail());
  }

  static JsonObject menu(long version, Collection<Product> products) {
    return new JsonObject()
        .put("version", version)
        .put("products", list(products, Answers::product));
  }

  static JsonObject product(Product product) {
    return new JsonObject()
        .put("id", product.id())
        .put("name", product.name())
        .put("category", product.category())
        .put("price", product.price().decimal())
        .put("currency", product.price().currency().getCurrencyCode())
        .put("taxRate", rate(product.taxBasisPoints()))
        .put("allergens", list(product.allergens(), Function.identity()))
        .put("station", product.station())
        .put("preparationSeconds", product.preparationSeconds())
        .put("bakingSeconds", product.bakingSeconds())
        .put("available", product.available());
  }

  static JsonObject tickets(List<Answer.Tickets.Ticket> tickets) {
    return new JsonObject().put("tickets", list(tickets, Answers::ticket));
  }

  static JsonObject report(Answer.DayReport report) {
    return new JsonObject()
        .put("date", report.date().toString())
        .put("orders", report.orders())
        .put("currency", report.sales().currency().getCurrencyCode())
        .put("sales", report.sales().decimal())
        .put("card", report.card().decimal())
        .put("cash", report.cash().decimal())
        .put("refunds", report.refunds().decimal())
        .put("debts", report.debts().decimal())
        .put("tax", list(report.tax(), Answers::taxShare))
        .put("products", list(report.products(), Answers::sales));
  }

  private static JsonObject line(Line line) {
    return new JsonObject()
        .put("product", line.product())
        .put("quantity", line.quantity())
        .put("unitPrice", line.unitPrice().decimal())
        .put("total", line.total().decimal())
        .put("taxRate", rate(line.taxBasisPoints()));
  }

  private static JsonObject ticket(Answer.Tickets.Ticket ticket) {
    JsonObject json =
        new JsonObject()
            .put("orderId", ticket.orderId().toString())
            .put("number", ticket.number())
            .put("status", ticket.status())
            .put(
                "items",
                list(
                    ticket.items(),
                    item ->
                        new JsonObject()
                            .put("product", item.product())
                            .put("quantity", item.quantity())))
            .put("stations", list(ticket.stations(), Function.identity()))
            .put("promisedAt", time(ticket.promisedAt()));
    return ticket.baker() == null ? json : json.put("baker", ticket.baker());
  }

  private static JsonObject taxShare(TaxShare share) {
    return new JsonObject()
        .put("rate", rate(share.basisPoints()))
        .put("gross", share.gross().decimal())
        .put("tax", share.tax().decimal());
  }

  private static JsonObject sales(Answer.DayReport.ProductSales sales) {
    return new JsonObject()
        .put("product", sales.product())
        .put("quantity", sales.quantity())
        .put("gross", sales.gross().decimal());
  }

  private static String method(Fulfilment fulfilment) {
    return switch (fulfilment) {
      case Fulfilment.Delivery ignored -> "delivery";
      case Fulfilment.Pickup ignored -> "pickup";
    };
  }

  /** Milliseconds: what comes out of a database has fewer digits than what went in. */
  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Percent: 2000 is "20", 550 is "5.5". */
  private static String rate(int basisPoints) {
    BigDecimal percent = BigDecimal.valueOf(basisPoints, 2);
    return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
  }

  private static <T> JsonArray list(Collection<T> values, Function<? super T, ?> json) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(json.apply(value)));
    return array;
  }
}
