package bakery.node.cost;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server has done for the bakery: since it started, between two moments, an order, or a
 * second, as the arithmetic goes.
 *
 * @param tables schema and name → what was written
 * @param statements executed as the roles' users, BEGIN and COMMIT included
 * @param brackets the BEGINs and COMMITs among them
 * @param walBytes of everything, commit records and full-page images included
 * @param fullPages full-page images in the WAL
 */
public record Work(
    SortedMap<String, RowVersions> tables,
    double statements,
    double brackets,
    double commits,
    double walBytes,
    double fullPages) {

  public Work minus(Work other) {
    return plus(other.times(-1));
  }

  Work plus(Work other) {
    var sum = new TreeMap<>(tables);
    other.tables.forEach((name, rows) -> sum.merge(name, rows, RowVersions::plus));
    return new Work(
        sum,
        statements + other.statements,
        brackets + other.brackets,
        commits + other.commits,
        walBytes + other.walBytes,
        fullPages + other.fullPages);
  }

  public Work times(double factor) {
    var each = new TreeMap<String, RowVersions>();
    tables.forEach((name, rows) -> each.put(name, rows.times(factor)));
    return new Work(
        each,
        statements * factor,
        brackets * factor,
        commits * factor,
        walBytes * factor,
        fullPages * factor);
  }

  /** Nodes beat as often whether somebody orders or not. */
  public Work withoutBeats() {
    var orderly = new TreeMap<>(tables);
    orderly.keySet().removeIf(table -> table.endsWith(".node"));
    return new Work(orderly, statements, brackets, commits, walBytes, fullPages);
  }

  /** With the numbers that the server knows at once from a closer look. */
  Work exactly(Work closer) {
    return new Work(
        tables, closer.statements, closer.brackets, commits, closer.walBytes, fullPages);
  }

  public RowVersions rows() {
    return tables.values().stream().reduce(RowVersions.NONE, RowVersions::plus);
  }
}
