package bakery.node;

import bakery.node.shop.ShopClient.Taken;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Orders over HTTP, as any customer does. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Orders, once, and prints the number, the id and the tracking token.",
      "A key is made for it; after a failure the same --key asks for the same order again."
    })
final class OrderCommand implements Callable<Integer> {
  private static final int QUANTITY_MAX = 100;

  @Parameters(
      paramLabel = "PRODUCT[=N]",
      arity = "1..*",
      description = "what, and how many (1); see scripts/bakery menu")
  private List<String> wanted;

  @ArgGroup(multiplicity = "1")
  private Way way;

  @ArgGroup(multiplicity = "1")
  private Pay pay;

  @Option(names = "--key", paramLabel = "KEY", description = "the idempotency key (a new one)")
  private String key = UUID.randomUUID().toString();

  @Option(names = "--follow", description = "and follow it to its end")
  private boolean follow;

  @Option(names = "--gateway", paramLabel = "URL", split = ",", description = "where to order")
  private List<URI> gateways = List.of();

  @Mixin private Output out;
  @Spec private CommandSpec spec;

  private static final class Way {
    @Option(names = "--pickup", description = "collected at the counter")
    private boolean pickup;

    @Option(
        names = "--to",
        paramLabel = "ADDRESS",
        description = "\"name;phone;street;city;postcode\": brought there")
    private String to;

    JsonObject json() {
      if (pickup) return new JsonObject().put("method", "pickup");
      var parts = to.split(";", -1);
      if (parts.length != 5) {
        throw new IllegalArgumentException(
            "--to takes \"name;phone;street;city;postcode\", five parts, not " + parts.length);
      }
      return new JsonObject()
          .put("method", "delivery")
          .put(
              "address",
              new JsonObject()
                  .put("name", parts[0].strip())
                  .put("phone", parts[1].strip())
                  .put("street", parts[2].strip())
                  .put("city", parts[3].strip())
                  .put("postalCode", parts[4].strip()));
    }
  }

  private static final class Pay {
    @Option(names = "--card", paramLabel = "TOKEN", description = "by card, for example tok_ok")
    private String card;

    @Option(names = "--cash", description = "in cash, when it is handed over")
    private boolean cash;

    JsonObject json() {
      if (cash) return new JsonObject().put("method", "cash");
      return new JsonObject().put("method", "card").put("token", card);
    }
  }

  @Override
  public Integer call() throws Exception {
    var lines = new JsonArray();
    wanted.forEach(each -> lines.add(line(each)));
    var order =
        new JsonObject()
            .put("lines", lines)
            .put("fulfilment", way.json())
            .put("payment", pay.json());
    var shop = Gateways.customer(gateways, SettingOptions.read(spec));
    var taken = shop.place(key, order);
    out.line(taken.answer(), () -> text(taken));
    return follow ? new Feed(shop, out).print(taken) : Exit.OK;
  }

  private static JsonObject line(String wanted) {
    var sides = wanted.split("=", 2);
    var count = sides.length == 1 ? "1" : sides[1];
    if (!count.matches("[1-9]\\d{0,2}") || Integer.parseInt(count) > QUANTITY_MAX) {
      throw new IllegalArgumentException(
          sides[0] + "=" + count + ": a quantity is a number from 1 to " + QUANTITY_MAX);
    }
    return new JsonObject().put("product", sides[0]).put("quantity", Integer.parseInt(count));
  }

  private String text(Taken taken) {
    var answer = taken.answer();
    var table =
        out.table()
            .row("Order", answer.getString("number"))
            .row("Status", answer.getString("status"))
            .row("Total", answer.getString("total") + " " + answer.getString("currency"))
            .row("Promised", answer.getString("promisedAt"))
            .row("Id", taken.id())
            .row("Token", taken.token());
    var hint = "\nscripts/bakery follow %s --token=%s".formatted(taken.id(), taken.token());
    return table.text() + (follow ? "" : "\n" + hint);
  }
}
