package bakery.node;

import bakery.contracts.Pace;
import bakery.contracts.Right;
import bakery.node.shop.Day;
import bakery.node.shop.Office;
import bakery.node.shop.Replay;
import bakery.node.shop.ShopClient;
import bakery.node.shop.Summary;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Orders a recorded day again and holds the end against the books. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Orders every transaction of a recorded day over HTTP, follows each to its end, and compares"
          + " with the day's report. Exit code 0 only if all ended and the sums agree.",
      "The gaps between orders are shortened by --pace."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int AT_ONCE = 64;
  private static final int AT_ONCE_MAX = 10_000;
  private static final int SHOWN = 20;

  @Parameters(
      paramLabel = "FILE",
      description = "lines of time,transaction,item, as examples/saturday-2017-02-04.csv")
  private Path file;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      split = ",",
      description = "where to order; several are asked in turn (http://HOST:PORT of the settings)")
  private List<URI> gateways = List.of();

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "the same run of the same file again orders nothing twice (a new one)")
  private String run = UUID.randomUUID().toString();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "orders under way at most (" + AT_ONCE + ")")
  private int atOnce = AT_ONCE;

  @Mixin private Output out;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!run.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("--run takes 1 to 64 letters, digits, dots and dashes");
    }
    if (atOnce < 1 || atOnce > AT_ONCE_MAX) {
      throw new IllegalArgumentException("--at-once takes a number from 1 to " + AT_ONCE_MAX);
    }
    var settings = SettingOptions.read(spec);
    var day = Day.read(file);
    // good for a whole day of orders at real pace, and what is left of them afterwards
    var token = StaffToken.of(settings, Duration.ofDays(2), Right.COURIER, Right.OFFICE);
    var shop =
        new ShopClient(
            Gateways.of(gateways, settings), token, ShopClient.PATIENCE, Trust.given(settings));
    var zone = settings.parsed("BAKERY_ZONE", "Europe/London", ZoneId::of);
    var office = Office.open(shop, Clock.system(zone));
    var pace = settings.parsed("BAKERY_PACE", "60", Pace::parse);

    var line = new ProgressLine();
    var began = System.nanoTime();
    var outcomes = new Replay(shop, day, pace, run, atOnce, line).orderAll();
    line.end();
    var summary = new Summary(outcomes);
    var differences = office.fresh() ? office.differences(outcomes) : List.<String>of();
    var seconds = (System.nanoTime() - began) / 1e9;
    out.show(
        summary
            .json()
            .put("seconds", seconds)
            .put("reportCompared", office.fresh())
            .put("differences", new JsonArray(differences)),
        () ->
            "Replayed %s in %.1f s.%n%s%n%s"
                .formatted(file, seconds, summary.text(), report(office.fresh(), differences)));
    return summary.allEnded() && differences.isEmpty() ? Exit.OK : Exit.FAILED;
  }

  private static String report(boolean compared, List<String> differences) {
    if (!compared) return "Report  not compared: something had been sold today before.";
    if (differences.isEmpty()) {
      return "Report  agrees, by tax rate and product, to the minor unit.";
    }
    return differences.stream()
        .limit(SHOWN)
        .map(each -> "\n  " + each)
        .collect(Collectors.joining("", "Report  DIFFERS:", ""));
  }
}
