package bakery.platform;

import io.vertx.sqlclient.Tuple;

/**
 * A statement that takes effect together with others or not at all, in one with them.
 *
 * @param sql with parameters {@code $1, $2 …} of its own
 * @param whole whether everything fails when it returns fewer rows than its first array has
 *     elements
 */
public record Clause(String sql, Tuple parameters, boolean whole) {

  public static Clause of(String sql, Tuple parameters) {
    return new Clause(sql, parameters, false);
  }

  /** One that returns a row for each element of its first array, or everything fails. */
  public static Clause whole(String sql, Tuple parameters) {
    return new Clause(sql, parameters, true);
  }
}
