package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Clauses sent as one statement: one round trip, for the server far less work than one each, and a
 * transaction by itself where there is none. What comes together again and again is prepared once.
 */
final class PgBundle {

  /** With the version that rows get from this transaction. */
  static final String NOW = "clock_timestamp() AS now, pg_current_xact_id()::xid::text AS tx";

  private static final int PATIENCE_MILLIS = 100;

  /**
   * Whoever holds a row that is waited for may wait for this transaction: it must give up before
   * that becomes a deadlock, which PostgreSQL looks for after 200 ms here, after a second by
   * default. Stands first: the parts are run when their counts are asked for, or after that.
   */
  private static final String PATIENCE =
      "set_config('lock_timeout', '" + PATIENCE_MILLIS + "', true), ";

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /** A role has a few dozen: which of its clauses come together, and whether they are checked. */
  private static final Map<List<Part>, String> TEXTS = new ConcurrentHashMap<>();

  private final List<Part> parts = new ArrayList<>();
  private final Tuple parameters = Tuple.tuple();

  private record Part(String sql, int parameters, boolean whole) {}

  PgBundle add(Clause clause) {
    Tuple its = clause.parameters();
    parts.add(new Part(clause.sql(), its.size(), clause.whole()));
    for (int i = 0; i < its.size(); i++) parameters.addValue(its.getValue(i));
    return this;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * @return a row with {@code now}, the database's time, and {@code tx}, the version of the rows
   *     that were written; fails with a division by zero when a clause was not whole
   */
  Future<RowSet<Row>> execute(SqlClient client) {
    String text = TEXTS.computeIfAbsent(List.copyOf(parts), PgBundle::text);
    return client.preparedQuery(text).execute(parameters);
  }

  private static String text(List<Part> parts) {
    List<String> clauses = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    int before = 0;
    for (Part part : parts) {
      String name = "part_" + clauses.size();
      clauses.add(name + " AS (\n" + renumbered(part.sql, before) + ")");
      if (part.whole) {
        whole.add("(SELECT count(*) FROM %s) = cardinality($%d)".formatted(name, before + 1));
      }
      before += part.parameters;
    }
    String checked = whole.isEmpty() ? "" : ", 1 / (" + String.join(" AND ", whole) + ")::int";
    return "WITH " + String.join(", ", clauses) + "\nSELECT " + PATIENCE + NOW + checked;
  }

  private static String renumbered(String sql, int before) {
    return PARAMETER
        .matcher(sql)
        .replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) + before));
  }
}
