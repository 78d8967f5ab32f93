package bakery.platform;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns rows into arrays, a column at a time, in the order of the statement's parameters, and the
 * arrays into rows again where the statement wants them.
 */
public final class Columns<A> {

  private final List<Entry<A>> entries;
  private final Tuple tuple = Tuple.tuple();

  private Columns(List<Entry<A>> entries) {
    this.entries = entries;
  }

  /**
   * SQL for the arrays {@code $1, $2 …} as rows, in their order. {@code unnest} says the same, but
   * copies each array into a table of its own first, which costs more than a small batch's rows.
   *
   * @param columns names and types, {@code "id uuid, lines jsonb"}; documents come as text
   */
  public static String rows(String columns) {
    List<String> arrays = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String column : split(columns).toList()) {
      String type = column.substring(column.indexOf(' ') + 1);
      boolean document = type.equals("jsonb");
      arrays.add("$%d::%s[]".formatted(arrays.size() + 1, document ? "text" : type));
      String value = "(%s)[i]".formatted(arrays.getLast());
      values.add((document ? value + "::jsonb" : value) + " AS " + name(column));
    }
    return "(SELECT %s FROM generate_series(1, cardinality(%s)) AS i)"
        .formatted(String.join(", ", values), arrays.getFirst());
  }

  /** SQL that inserts such rows, in their order. */
  public static String insert(String table, String columns) {
    String names = split(columns).map(Columns::name).collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s)\nSELECT * FROM %s AS u\n".formatted(table, names, rows(columns));
  }

  /**
   * SQL as {@link Table#update()} wants it, the table as {@code t} and the rows as {@code u}.
   *
   * @param columns the first is the key
   * @param more what else is set, {@code "address = NULL"}
   */
  public static String update(String table, String columns, String... more) {
    Stream<String> set = split(columns).skip(1).map(Columns::name).map(n -> n + " = u." + n);
    String all = Stream.concat(set, Stream.of(more)).collect(Collectors.joining(", "));
    String key = name(columns.strip());
    return "UPDATE %s AS t\n SET %s\n FROM %s AS u\n WHERE t.%s = u.%s\n"
        .formatted(table, all, rows(columns.strip() + ", version text"), key, key);
  }

  public static <A> Columns<A> of(List<Entry<A>> entries) {
    return new Columns<>(entries);
  }

  /** Rows that nobody works on, for example of a journal. */
  public static <A> Columns<A> ofRows(List<A> rows) {
    return new Columns<>(rows.stream().map(row -> new Entry<>(row, Lease.FREE)).toList());
  }

  public Columns<A> uuid(Function<A, UUID> value) {
    return column(UUID[]::new, entry -> value.apply(entry.state()));
  }

  public Columns<A> text(Function<A, String> value) {
    return column(String[]::new, entry -> value.apply(entry.state()));
  }

  public Columns<A> smallint(Function<A, Integer> value) {
    return column(Short[]::new, entry -> value.apply(entry.state()).shortValue());
  }

  public Columns<A> integer(Function<A, Integer> value) {
    return column(Integer[]::new, entry -> value.apply(entry.state()));
  }

  public Columns<A> bigint(Function<A, Long> value) {
    return column(Long[]::new, entry -> value.apply(entry.state()));
  }

  public Columns<A> bool(Function<A, Boolean> value) {
    return column(Boolean[]::new, entry -> value.apply(entry.state()));
  }

  public Columns<A> time(Function<A, Instant> value) {
    return column(OffsetDateTime[]::new, entry -> time(value.apply(entry.state())));
  }

  /** Three columns: owner, epoch, lease_until. */
  public Columns<A> lease() {
    return column(UUID[]::new, entry -> entry.lease().owner())
        .column(Integer[]::new, entry -> entry.lease().epoch())
        .column(OffsetDateTime[]::new, entry -> time(entry.lease().until()));
  }

  /** Written at insert only. */
  public Columns<A> trace() {
    return column(String[]::new, Entry::trace);
  }

  public Tuple tuple() {
    return tuple;
  }

  /** As the client wants it; null stays null. */
  public static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Of a timestamptz column; null stays null. */
  public static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static Stream<String> split(String columns) {
    return Stream.of(columns.strip().split(",\\s+"));
  }

  private static String name(String column) {
    return column.substring(0, column.indexOf(' '));
  }

  private <V> Columns<A> column(IntFunction<V[]> array, Function<Entry<A>, V> value) {
    V[] values = array.apply(entries.size());
    for (int i = 0; i < values.length; i++) values[i] = value.apply(entries.get(i));
    tuple.addValue(values);
    return this;
  }
}
