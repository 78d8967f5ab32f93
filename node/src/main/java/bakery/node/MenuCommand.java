package bakery.node;

import bakery.contracts.Right;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import bakery.node.terminal.TextTable.Cell;
import bakery.node.terminal.Tone;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** What is sold, and what is not any more. */
@Command(
    name = "menu",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the menu; takes a product off, or puts it on again.")
final class MenuCommand implements Callable<Integer> {

  @Option(
      names = "--gateway",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      split = ",",
      description = "where to ask")
  private List<URI> gateways = List.of();

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "folder of the bakery whose gateways on this machine are asked")
  private String data;

  @Mixin private Output out;

  @Override
  public Integer call() throws Exception {
    return list();
  }

  @Command(name = "list", description = "the same as without a word")
  int list() throws Exception {
    var menu = Gateways.customer(gateways, SettingOptions.within(data)).menu();
    out.show(menu, () -> text(menu));
    return Exit.OK;
  }

  @Command(name = "sold-out", description = "Sells a product no more.")
  int soldOut(@Parameters(paramLabel = "PRODUCT") String product) throws Exception {
    return set(product, false);
  }

  @Command(name = "available", description = "Sells a product again.")
  int available(@Parameters(paramLabel = "PRODUCT") String product) throws Exception {
    return set(product, true);
  }

  private int set(String product, boolean available) throws Exception {
    if (!product.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(product + " is no product id; see scripts/bakery menu");
    }
    var changed =
        Gateways.staff(gateways, SettingOptions.within(data), Right.OPERATOR)
            .available(product, available);
    out.line(
        changed, () -> changed.getString("name") + (available ? " is sold again" : " is sold out"));
    return Exit.OK;
  }

  private String text(JsonObject menu) {
    var table = out.table("PRODUCT", "NAME", "PRICE", "TAX", "CATEGORY", "ALLERGENS", "");
    for (var each : menu.getJsonArray("products")) {
      var product = (JsonObject) each;
      table.row(
          Cell.of(product.getString("id"), Tone.STRONG),
          product.getString("name"),
          product.getString("price") + " " + product.getString("currency"),
          product.getString("taxRate") + " %",
          product.getString("category"),
          String.join(
              " ", product.getJsonArray("allergens").stream().map(Object::toString).toList()),
          product.getBoolean("available") ? "" : Cell.of("sold out", Tone.WARNING));
    }
    return table.text();
  }
}
