package bakery.node;

import bakery.node.shop.ShopClient.Taken;
import bakery.node.terminal.Output;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an order's feed until its end; resumes where it was cut. */
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Follows an order live, a line a step; with --json as the feed has it.",
      "Exit code 1 when it was declined or cancelled in the end."
    })
final class FollowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ORDER", description = "the order's id")
  private UUID order;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      required = true,
      description = "the tracking token of the order, or one of staff")
  private String token;

  @Option(names = "--gateway", paramLabel = "URL", split = ",", description = "where to ask")
  private List<URI> gateways = List.of();

  @Mixin private Output out;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var shop = Gateways.customer(gateways, SettingOptions.read(spec));
    return new Feed(shop, out).print(new Taken(order, token, null));
  }
}
