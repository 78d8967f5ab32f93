package bakery.platform;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The SQL of one aggregate. Besides its own columns the table has {@code id uuid primary key, open
 * boolean, due_at timestamptz, trace text} and, when it is worked on under leases, {@code owner
 * uuid, epoch int, lease_until timestamptz}, which {@link PgStore} reads and writes through the
 * shapes below.
 */
public interface Table<A, R> {

  /** Its name, without a schema: the connection's search path names the role's own. */
  String name();

  /** Whether it has the lease columns; without them due rows are deadlines. */
  boolean leased();

  /**
   * The names in its column {@code status}, counted for the metrics; none: it has no such column.
   */
  default List<String> statuses() {
    return List.of();
  }

  /** The columns that {@link #read} wants, comma separated; trace and lease columns are added. */
  String columns();

  A read(Row row);

  UUID id(A state);

  /**
   * {@link Columns#insert}, to which may be added what happens with those that are there already.
   */
  String insert();

  /**
   * {@link Columns#update}, to which conditions may be added: behind the arrays of {@link #updated}
   * stands one of the versions that rows are expected to have, which may be null and have nulls.
   */
  String update();

  /** Arrays for {@link #insert}, one element an entry. */
  Tuple inserted(List<Entry<A>> entries);

  /** Arrays for {@link #update}, one element an entry. */
  Tuple updated(List<Entry<A>> entries);

  /** How operators see it, if it has a column {@code status text} as well. */
  default Sight sight() {
    return Sight.PLAIN;
  }

  /**
   * Asked before new aggregates are inserted, in their transaction; those that are not let in are
   * dropped with all that was decided for them. Its first array are the ids of those it decides on,
   * its rows are the ids of those that it lets in. None: everybody is.
   */
  default Optional<Clause> admission(List<A> fresh) {
    return Optional.empty();
  }

  /** What is written with the changes. */
  default Optional<Clause> record(List<R> records) {
    return Optional.empty();
  }
}
