package bakery.node;

import bakery.node.status.Overview;
import bakery.node.status.Sheet;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import bakery.node.terminal.Screen;
import bakery.node.terminal.Unreachable;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the bakery stands, once or again and again. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows nodes, roles, workers and what they have in hand, queues and their oldest, orders by"
          + " status, what is stuck or parked, database and cluster: as the tables say.",
      "A role whose database does not answer is unknown, all else is told."
    })
final class StatusCommand implements Callable<Integer> {
  private static final int EVERY_MAX_SECONDS = 3_600;

  @Option(names = "--watch", description = "again and again, in place; ends with Ctrl-C")
  private boolean watch;

  @Option(names = "--every", paramLabel = "SECONDS", description = "between two looks (2)")
  private int everySeconds = 2;

  @Option(names = "--times", paramLabel = "N", description = "so many looks of --watch")
  private long times = Long.MAX_VALUE;

  @Option(names = "--check", description = "exit code 4 if anything should be looked at")
  private boolean check;

  @Mixin private NodesAsked nodes;
  @Mixin private Output out;

  @Override
  public Integer call() throws Exception {
    if (everySeconds < 1 || everySeconds > EVERY_MAX_SECONDS) {
      throw new IllegalArgumentException("--every takes 1 to " + EVERY_MAX_SECONDS + " seconds");
    }
    if (times < 1) throw new IllegalArgumentException("--times takes a number from 1");
    return watch ? watch() : once();
  }

  private int once() throws Exception {
    var overview = look();
    out.show(overview, () -> new Sheet(overview, out).text());
    return code(overview);
  }

  /** What comes back later is shown then. */
  private int watch() throws Exception {
    var code = Exit.OK;
    try (var screen = new Screen(out.out())) {
      for (var i = 0L; i < times; i++) {
        if (i > 0) TimeUnit.SECONDS.sleep(everySeconds);
        try {
          var overview = look();
          code = code(overview);
          if (out.json()) out.say(overview.encode());
          else screen.show(new Sheet(overview, out).text());
        } catch (Unreachable nobody) {
          code = Exit.UNREACHABLE;
          if (out.json()) out.aside(nobody.getMessage());
          else screen.show(nobody.getMessage());
        }
      }
    }
    return code;
  }

  private JsonObject look() throws InterruptedException {
    var client = nodes.client();
    var answers = client.ask("/status");
    return new Overview(answers, client.silent(), Instant.now()).json();
  }

  private int code(JsonObject overview) {
    return check && !overview.getBoolean("well") ? Exit.NO : Exit.OK;
  }
}
