package bakery.node;

import bakery.contracts.Right;
import bakery.node.cost.Cost;
import bakery.node.cost.Measurement;
import bakery.node.cost.Server;
import bakery.node.shop.ShopClient;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import bakery.platform.Settings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what an order costs the database, in a bakery of its own. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Opens a bakery of its own on an empty database, orders, and prints row versions, statements,"
          + " commits and WAL bytes per delivered card order of two lines. Takes about a minute.",
      "Exit code 1 if an order costs more than " + Cost.BUDGET + " row versions."
    })
final class CostCommand implements Callable<Integer> {
  private static final int ORDERS_MAX = 100_000;
  private static final int AT_ONCE_MAX = 1_000;
  private static final int WARM_UP = 20;

  @Option(names = "--orders", paramLabel = "N", description = "orders to measure (20)")
  private int orders = 20;

  @Option(names = "--at-once", paramLabel = "N", description = "orders under way (1)")
  private int atOnce = 1;

  @Mixin private Output out;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (orders < 1 || orders > ORDERS_MAX) {
      throw new IllegalArgumentException("--orders takes a number from 1 to " + ORDERS_MAX);
    }
    if (atOnce < 1 || atOnce > AT_ONCE_MAX) {
      throw new IllegalArgumentException("--at-once takes a number from 1 to " + AT_ONCE_MAX);
    }
    var vertx = Vertx.vertx();
    try (var bakery = OwnBakery.open(instant(SettingOptions.read(spec)), Server.EXTRA);
        var server = Server.at(vertx, bakery.database())) {
      var gateway = URI.create(bakery.node().httpUrl().orElseThrow());
      var shop =
          new ShopClient(
              List.of(gateway),
              bakery.node().token("cost", StaffToken.SHORT, Right.COURIER, Right.OFFICE));
      var customers = new Breakfasts(shop, bakery.node());
      var cost = new Measurement(server, customers).of(orders, atOnce, WARM_UP);
      out.show(cost.json(), cost::text);
      return cost.withinBudget() ? Exit.OK : Exit.FAILED;
    } finally {
      vertx.close();
    }
  }

  private static Settings instant(Settings given) {
    var values = new HashMap<>(given.values());
    values.put("BAKERY_PACE", "instant");
    return new Settings(values);
  }
}
