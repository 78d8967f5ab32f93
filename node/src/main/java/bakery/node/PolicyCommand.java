package bakery.node;

import bakery.node.terminal.Exit;
import bakery.platform.staffing.Policy;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** By what rule a role's workers are hired and let go: to see and to set. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the rules by which workers are hired and let go, and what was decided by them; sets one"
          + " for the whole bakery. What is not said stays as it is.",
      "Without a rule numbers are as hire and let-go leave them."
    })
final class PolicyCommand extends RepairCommand implements Callable<Integer> {
  private static final String OFF = "off";

  @Parameters(
      arity = "0..1",
      paramLabel = "ROLE",
      description = "kitchen, delivery or billing; all when none is named")
  private String role;

  @Option(names = "--min", paramLabel = "N", description = "workers at least, in all")
  private Integer least;

  @Option(names = "--max", paramLabel = "N", description = "workers at most, in all")
  private Integer most;

  @Option(
      names = "--oldest",
      paramLabel = "TIME",
      description = "how long the oldest may wait for a worker: 500ms, 5s, 2m")
  private String oldest;

  @Option(names = "--off", description = "from now on numbers are set by hand")
  private boolean off;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit")
  private String reason;

  @Override
  public Integer call() throws Exception {
    var says = least != null || most != null || oldest != null;
    if (off && says) throw new IllegalArgumentException("--off goes with no other rule");
    if (!says && !off) return shown(policies());
    if (role == null) throw new IllegalArgumentException("name the ROLE that the rule is for");
    var rule = off ? OFF : rule().toString();
    var wish = new JsonObject().put("policy", rule);
    if (reason != null) wish.put("reason", reason);
    return shown(Map.of(role, nodes().client().set("/policy/" + role, wish)));
  }

  private Map<String, JsonObject> policies() throws InterruptedException {
    var client = nodes().client();
    var all = new TreeMap<String, JsonObject>();
    for (var answer : client.ask("/policy")) {
      answer
          .getJsonObject("roles")
          .forEach(each -> all.put(each.getKey(), (JsonObject) each.getValue()));
    }
    client.silent().forEach(node -> out().aside("Not heard: " + node));
    if (role == null) return all;
    if (all.containsKey(role)) return Map.of(role, all.get(role));
    throw new IllegalStateException(
        "no node that was asked has workers of " + role + ", but of " + all.keySet());
  }

  /** What is said, over what holds now. */
  private Policy rule() throws InterruptedException {
    var now = policies().get(role).getString("policy");
    if (!now.equals(OFF)) {
      var rule = Policy.parse(now);
      return new Policy(
          least == null ? rule.least() : least,
          most == null ? rule.most() : most,
          oldest == null ? rule.target() : target());
    }
    if (least != null && most != null && oldest != null) return new Policy(least, most, target());
    throw new IllegalArgumentException(
        "there is no rule for " + role + " yet: say --min, --max and --oldest");
  }

  private Duration target() {
    return Policy.duration("--oldest", oldest);
  }

  private int shown(Map<String, JsonObject> roles) {
    var json = new JsonObject();
    roles.forEach(json::put);
    out()
        .show(
            json,
            () ->
                roles.entrySet().stream()
                    .map(each -> text(each.getKey(), each.getValue()))
                    .collect(Collectors.joining("\n\n")));
    return Exit.OK;
  }

  private String text(String name, JsonObject policy) {
    var rule = policy.getString("policy");
    if (rule.equals(OFF)) return name + "  off: numbers are set by hand";
    var looked =
        policy.getString("lookedBy") == null
            ? "nobody has looked yet"
            : "the oldest waits %d ms, %s sees at %s"
                .formatted(
                    policy.getLong("oldestMillis"),
                    policy.getString("lookedBy"),
                    policy.getString("lookedAt"));
    var table = out().table("AT", "DECISION", "BEFORE", "AFTER", "BY", "REASON");
    for (var each : policy.getJsonArray("decisions")) {
      var made = (JsonObject) each;
      table.row(
          made.getString("at"),
          made.getString("decision"),
          made.getInteger("before"),
          made.getInteger("after"),
          made.getString("by"),
          made.getString("reason"));
    }
    return "%s  %s: %s%n%s".formatted(name, rule, looked, table.text());
  }
}
