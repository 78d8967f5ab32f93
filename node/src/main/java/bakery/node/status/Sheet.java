package bakery.node.status;

import static bakery.node.status.Json.children;
import static bakery.node.status.Json.objects;

import bakery.gateway.model.Status;
import bakery.node.terminal.Output;
import bakery.node.terminal.TextTable;
import bakery.node.terminal.TextTable.Cell;
import bakery.node.terminal.Tone;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An {@link Overview} for people, on one sheet.
 *
 * @param all the overview's document
 * @param out says whether there are colours
 */
public record Sheet(JsonObject all, Output out) {
  /** As far as the longest go that a kitchen shows of one baker. */
  private static final int SHOWN_IN_HAND = 3;

  private static final int SHOWN_WORKERS = 40;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  public String text() {
    var parts = new ArrayList<String>();
    parts.add(heading());
    parts.add(orders());
    parts.add(nodes().text());
    parts.add(roles().text());
    if (anybodyWorks()) parts.add(workers());
    return String.join("\n\n", parts);
  }

  private String heading() {
    var time =
        CLOCK.format(Instant.parse(all.getString("at")).atZone(ZoneId.systemDefault())) + "  ";
    if (all.getBoolean("well")) return time + out.paint(Tone.GOOD, "The bakery is well.");
    return all.getJsonArray("worries").stream()
        .map(worry -> "\n  " + out.paint(Tone.BAD, Output.harmless(worry.toString())))
        .collect(Collectors.joining("", time + "Somebody should look:", ""));
  }

  private String orders() {
    var orders = all.getJsonObject("orders");
    var line = new StringBuilder("Orders  ");
    if (orders.containsKey("open")) {
      var open = children(orders.getJsonObject("open"));
      line.append(orders.getLong("count")).append(" under way");
      for (var status : Status.values()) {
        var told = open.get(status.name());
        if (told != null) line.append(", ").append(told(status, told));
      }
    } else {
      line.append("unknown");
    }
    return line
        + "\nPace    "
        + rate("takenPerSecond")
        + " taken, "
        + rate("soldPerSecond")
        + " sold, orders/s of the last minute";
  }

  private static String told(Status status, JsonObject told) {
    return told.getLong("count") + " " + status + " (" + age(told.getDouble("oldestSeconds")) + ")";
  }

  private String rate(String name) {
    var rate = all.getJsonObject("orders").getDouble(name);
    return rate == null ? "?" : String.format(Locale.ROOT, "%.2f", rate);
  }

  private TextTable nodes() {
    var table = out.table("NODE", "ROLES", "STATE", "SEES", "UP", "LAST BEAT");
    for (var node : objects(all, "nodes")) {
      var heard = node.getBoolean("heard");
      var ready = heard && node.getString("state").equals("ready");
      var whole = heard && node.getJsonArray("misses").isEmpty();
      table.row(
          Cell.of(node.getString("name"), Tone.STRONG),
          node.getJsonArray("roles").stream()
              .map(Object::toString)
              .collect(Collectors.joining(",")),
          heard
              ? Cell.of(node.getString("state"), ready ? Tone.GOOD : Tone.WARNING)
              : Cell.of("not asked", Tone.FAINT),
          heard ? Cell.of(nodes(node.getInteger("members")), whole ? Tone.PLAIN : Tone.BAD) : null,
          age(node.getDouble("upSeconds")),
          Cell.of(
              age(node.getDouble("sinceBeatSeconds")),
              Nodes.isAtWork(node) ? Tone.PLAIN : Tone.BAD));
    }
    return table;
  }

  private TextTable roles() {
    var table =
        out.table(
            "ROLE",
            "DATABASE",
            "NODES",
            "WORKERS",
            "IN HAND",
            "WAITING",
            "OLDEST",
            "UNDELIVERED",
            "OLDEST",
            "PARKED",
            "STUCK");
    children(all.getJsonObject("roles")).forEach((name, role) -> table.row(row(name, role)));
    return table;
  }

  private static Object[] row(String name, JsonObject role) {
    var database = role.getJsonObject("database");
    var title = Cell.of(name, Tone.STRONG);
    if (!database.getBoolean("known")) return new Object[] {title, Cell.of("unknown", Tone.BAD)};
    var works = !name.equals("gateway");
    var waiting = role.getJsonObject("waiting");
    var envelopes = objects(role, "envelopes");
    return new Object[] {
      title,
      Cell.of(database.getLong("millis") + " ms", Tone.GOOD),
      objects(role, "nodes").size(),
      works ? objects(role, "workers").size() : null,
      works ? sum(objects(role, "claims")) : null,
      works ? waiting.getLong("count") + (role.getBoolean("more") ? "+" : "") : null,
      works ? age(waiting.getDouble("oldestSeconds")) : null,
      sum(envelopes),
      envelopes.isEmpty()
          ? null
          : age(
              envelopes.stream().mapToDouble(to -> to.getDouble("oldestSeconds")).max().orElse(0)),
      alarming(role.getJsonObject("parked").getLong("count")),
      alarming(role.getLong("stuck"))
    };
  }

  private static Cell alarming(long count) {
    return Cell.of(count, count == 0 ? Tone.PLAIN : Tone.BAD);
  }

  private static long sum(List<JsonObject> counts) {
    return counts.stream().mapToLong(each -> each.getLong("count")).sum();
  }

  private boolean anybodyWorks() {
    return children(all.getJsonObject("roles")).values().stream()
        .anyMatch(role -> !role.getJsonArray("workers").isEmpty());
  }

  private String workers() {
    var table = out.table("WHO", "TRADE", "NODE", "HOLDS", "LONGEST IN HAND");
    var left = SHOWN_WORKERS;
    var more = 0;
    for (var role : children(all.getJsonObject("roles")).values()) {
      for (var worker : objects(role, "workers")) {
        if (left-- > 0) table.row(row(worker, role));
        else more++;
      }
    }
    return table.text() + (more == 0 ? "" : "\n… and " + more + " more");
  }

  private static Object[] row(JsonObject worker, JsonObject role) {
    var name = worker.getString("name");
    var slots = worker.getInteger("slots");
    var holds = worker.getLong("holds");
    var what =
        objects(role, "inHand").stream()
            .filter(each -> name.equals(each.getString("worker")))
            .map(each -> each.getString("what"))
            .limit(SHOWN_IN_HAND)
            .collect(Collectors.joining("; "));
    return new Object[] {
      // whose name says the node as well
      Cell.of(name.replace(" (" + worker.getString("node") + ")", ""), Tone.STRONG),
      worker.getString("trade"),
      worker.getString("node"),
      holds + (slots == null ? "" : " of " + slots) + leaving(worker),
      Cell.of(what + (holds > SHOWN_IN_HAND && !what.isEmpty() ? "; …" : ""), Tone.FAINT)
    };
  }

  private static String leaving(JsonObject worker) {
    return worker.getBoolean("leaving", false) ? ", leaving" : "";
  }

  private static String nodes(int count) {
    return count == 1 ? "1 node" : count + " nodes";
  }

  private static String age(Double seconds) {
    if (seconds == null) return "-";
    if (seconds < 10) return String.format(Locale.ROOT, "%.1f s", seconds);
    if (seconds < 120) return Math.round(seconds) + " s";
    if (seconds < 7_200) return Math.round(seconds / 60) + " min";
    if (seconds < 172_800) return Math.round(seconds / 3_600) + " h";
    return Math.round(seconds / 86_400) + " days";
  }
}
