package bakery.node.cost;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one order costs.
 *
 * @param order the work of one order
 * @param rest the work of a second in which nobody orders
 */
public record Cost(int orders, int atOnce, Work order, Work rest) {
  /** Row versions of a delivered card order of two lines, over all schemas. */
  public static final int BUDGET = 35;

  static final int LOOK_EVERY_MILLIS = 5;

  public boolean withinBudget() {
    return order.rows().written() <= BUDGET;
  }

  public String text() {
    return """
        One delivered card order of two lines (mean of %d, %d at once):

        row versions                inserted   updated       sum   deleted
        %s
        %s
        statements                  %8.1f   (%.1f of them BEGIN and COMMIT)
        commits                     %8.1f
        WAL bytes                   %8.0f   (%.1f full-page images)

        At rest, each second, and not counted above: %.1f statements, %.1f commits,
        %.1f row versions (the beats of this node's roles), %.0f WAL bytes.

        Budget: %d row versions; %s."""
        .formatted(
            orders,
            atOnce,
            order.tables().entrySet().stream()
                .filter(table -> Math.round(10 * table.getValue().written()) != 0)
                .map(table -> line("  " + table.getKey(), table.getValue()))
                .collect(Collectors.joining("\n")),
            line("  all", order.rows()),
            order.statements(),
            order.brackets(),
            order.commits(),
            order.walBytes(),
            order.fullPages(),
            rest.statements(),
            rest.commits(),
            rest.rows().written(),
            rest.walBytes(),
            BUDGET,
            withinBudget() ? "kept" : "EXCEEDED");
  }

  private static String line(String name, RowVersions rows) {
    return String.format(
        Locale.ROOT,
        "%-26s  %8.1f  %8.1f  %8.1f  %8.1f",
        name,
        rows.inserts(),
        rows.updates(),
        rows.written(),
        rows.deletes());
  }

  public JsonObject json() {
    return new JsonObject()
        .put("orders", orders)
        .put("atOnce", atOnce)
        .put("perOrder", json(order))
        .put("atRestPerSecond", json(rest))
        .put("budgetRowVersions", BUDGET)
        .put("withinBudget", withinBudget());
  }

  private static JsonObject json(Work work) {
    var tables = new JsonArray();
    work.tables()
        .forEach(
            (name, rows) -> {
              if (!rows.nothing()) tables.add(json(rows).put("table", name));
            });
    return new JsonObject()
        .put("rowVersions", json(work.rows()).put("sum", rounded(work.rows().written())))
        .put("tables", tables)
        .put("statements", rounded(work.statements()))
        .put("beginsAndCommits", rounded(work.brackets()))
        .put("commits", rounded(work.commits()))
        .put("walBytes", rounded(work.walBytes()))
        .put("fullPageImages", rounded(work.fullPages()));
  }

  private static JsonObject json(RowVersions rows) {
    return new JsonObject()
        .put("inserted", rounded(rows.inserts()))
        .put("updated", rounded(rows.updates()))
        .put("deleted", rounded(rows.deletes()));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
