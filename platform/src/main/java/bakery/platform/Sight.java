package bakery.platform;

/**
 * How operators see the rows of a table; SQL, in which {@code t} is the table.
 *
 * @param since when an open row's wait began, a timestamptz
 * @param worker who has it in hand, a text
 * @param what it is, in a few words without personal data, a text
 * @param lastMinute a query of what came to the role, or went from it, within the last minute: one
 *     row each; null when nobody asks
 */
public record Sight(String since, String worker, String what, String lastMinute) {
  static final Sight PLAIN = new Sight("t.due_at", "NULL::text", "NULL::text", null);
}
