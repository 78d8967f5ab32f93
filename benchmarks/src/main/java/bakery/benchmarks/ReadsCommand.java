package bakery.benchmarks;

import bakery.benchmarks.load.Readers;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.world.BareServer;
import bakery.benchmarks.world.Processes;
import bakery.benchmarks.world.Waits;
import bakery.benchmarks.world.World;
import bakery.node.shop.ShopClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many questions a second a gateway answers. */
@Command(
    name = "reads",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks for an order, and for the menu, and each time also a bare Vert.x server with one event"
          + " loop whose answer, always the same, has as many bytes.",
      "Exit code 1 when any question was not answered with 200."
    })
final class ReadsCommand implements Callable<Integer> {
  private static final String ORDER =
      """
      {"lines":[{"product":"croissant","quantity":2},{"product":"bread","quantity":1}],\
      "fulfilment":{"method":"pickup"},"payment":{"method":"card","token":"tok_ok"}}""";

  @Mixin private Setup setup;

  @Option(
      names = "--at-once",
      defaultValue = "64",
      description = "questions under way (${DEFAULT-VALUE})")
  private int atOnce;

  @Override
  public Integer call() throws Exception {
    Setup.within("--at-once", atOnce, 1, 4_096);
    setup.check();
    var report =
        setup
            .report("reads")
            .say(
                "what            |  bytes | answers/s |   p50 ms   p99 ms   max ms | its JVM's CPU, µs");
    try (var world = setup.open()) {
      var shop = new ShopClient(List.of(world.gateway()), "");
      var order = shop.place(UUID.randomUUID().toString(), new JsonObject(ORDER));
      var gateway = world.nodes().getFirst();
      beside(world, report, "order", gateway.http("/v1/orders/" + order.id()), order.token());
      beside(world, report, "menu", gateway.http("/v1/menu"), "");
    }
    return report.close();
  }

  private void beside(World world, Report report, String what, URI url, String token) {
    var ours = read(world, report, what, url, token, world.nodes().getFirst().pid());
    try (var bare = new BareServer(ours.bytes)) {
      var theirs = read(world, report, what + ", bare", bare.url(), "", bare.pid());
      report.say("%s: %.2f of the bare server".formatted(what, ours.rate / theirs.rate));
    }
  }

  private record Result(int bytes, double rate) {}

  private Result read(World world, Report report, String what, URI url, String token, long pid) {
    try (var readers = new Readers(world.vertx(), url, token, atOnce)) {
      Waits.pause(setup.warmUp * 1_000L);
      readers.micros();
      var cpu = Processes.seconds(pid);
      var began = System.nanoTime();
      Waits.pause(setup.seconds * 1_000L);
      var micros = readers.micros();
      var rate = micros.getTotalCount() / ((System.nanoTime() - began) / 1e9);
      var each = (Processes.seconds(pid) - cpu) * 1e6 / micros.getTotalCount();
      if (readers.failed() > 0) report.fail(readers.failed() + " not answered with 200");
      var spread = Json.spread(micros);
      report
          .say(
              "%-15s | %6d | %9.0f | %8s %8s %8s | %.1f"
                  .formatted(
                      what,
                      readers.bytes(),
                      rate,
                      spread.getValue("p50"),
                      spread.getValue("p99"),
                      spread.getValue("max"),
                      each))
          .run(
              new JsonObject()
                  .put("what", what)
                  .put("bytes", readers.bytes())
                  .put("answersPerSecond", Json.rounded(rate))
                  .put("millis", spread)
                  .put("cpuMicros", Json.rounded(each))
                  .put("failed", readers.failed()));
      return new Result(readers.bytes(), rate);
    }
  }
}
