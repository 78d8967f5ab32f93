package bakery.platform;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Turns rows into the arrays that {@code unnest} takes, a column at a time, in the order of the
 * statement's parameters.
 */
public final class Columns<A> {

  private final List<Entry<A>> entries;
  private final Tuple tuple = Tuple.tuple();

  private Columns(List<Entry<A>> entries) {
    this.entries = entries;
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

  private <V> Columns<A> column(IntFunction<V[]> array, Function<Entry<A>, V> value) {
    tuple.addValue(entries.stream().map(value).toArray(array));
    return this;
  }
}
