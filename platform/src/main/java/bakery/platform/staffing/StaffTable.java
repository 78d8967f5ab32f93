package bakery.platform.staffing;

import bakery.platform.Audit;
import bakery.platform.Deed;
import bakery.platform.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table {@code workers} of one role, and what the heartbeat rows say of its nodes. */
public final class StaffTable {

  private static final int KEPT_DAYS = 90;

  private static final String OPEN =
      """
      INSERT INTO workers AS w (node, number, told) VALUES ($1::text, $2::int, $2::int)
      ON CONFLICT (node) DO UPDATE
         SET number = CASE WHEN w.told = excluded.told THEN w.number ELSE excluded.number END,
             version = w.version + CASE WHEN w.told = excluded.told THEN 0 ELSE 1 END,
             told = excluded.told, started_at = clock_timestamp()
      RETURNING number, version
      """;

  private static final String FORGET =
      """
      DELETE FROM workers
       WHERE started_at < clock_timestamp() - make_interval(days => $1::int)
         AND node NOT IN (SELECT name FROM node)
      """;

  private static final String POSTS =
      """
      SELECT w.node, w.number, w.version,
             (SELECT CASE WHEN every(n.leaving) THEN 'LEAVING'
                          WHEN max(n.beat_at) FILTER (WHERE NOT n.leaving)
                               > clock_timestamp() - interval '2 s' THEN 'AT_WORK'
                          WHEN count(*) > 0 THEN 'LATE'
                          ELSE 'AWAY' END
                FROM node n WHERE n.name = w.node) AS state
        FROM workers w ORDER BY w.node
      """;

  private static final String CHANGE =
      """
      UPDATE workers AS w SET number = u.number, version = w.version + 1
        FROM unnest($1::text[], $2::int[]) AS u (node, number)
       WHERE w.node = u.node
      RETURNING w.node, w.version
      """;

  private static final String OTHERS =
      """
      SELECT count(*)::int AS others FROM node
       WHERE id <> $1::uuid AND NOT leaving AND beat_at > clock_timestamp() - interval '2 s'
      """;

  private final Pool pool;

  public StaffTable(Pool pool) {
    this.pool = pool;
  }

  /**
   * What this node had when it was last here; what its settings say when it never was, or when they
   * now say something else than then.
   */
  Future<Wanted> open(String node, int told) {
    return pool.preparedQuery(OPEN)
        .execute(Tuple.of(node, told))
        .map(rows -> rows.iterator().next())
        .map(row -> new Wanted(row.getInteger("number"), row.getInteger("version")))
        .compose(
            wanted ->
                pool.preparedQuery(FORGET).execute(Tuple.of(KEPT_DAYS)).map(forgotten -> wanted));
  }

  /** Every node that has a number, also those that are away. */
  Future<List<Post>> posts() {
    return posts(pool, "");
  }

  /**
   * Changes numbers while nobody else does.
   *
   * @param change takes every post, gives those that are to be otherwise
   * @param deed is kept with it
   * @return those that have changed
   */
  Future<List<Post>> change(UnaryOperator<List<Post>> change, Deed deed) {
    return pool.withTransaction(
        connection ->
            locked(connection)
                .compose(posts -> write(connection, posts, change.apply(posts)))
                .compose(done -> Audit.record(connection, List.of(deed)).map(kept -> done)));
  }

  /** Nobody counts on this node any more. */
  public Future<Void> leave(UUID node) {
    return pool.preparedQuery("UPDATE node SET leaving = true WHERE id = $1::uuid")
        .execute(Tuple.of(node))
        .mapEmpty();
  }

  /** How many other nodes play this role now and stay. */
  public Future<Integer> others(UUID node) {
    return pool.preparedQuery(OTHERS)
        .execute(Tuple.of(node))
        .map(rows -> rows.iterator().next().getInteger("others"));
  }

  static Future<List<Post>> locked(SqlClient connection) {
    return posts(connection, "FOR UPDATE OF w");
  }

  /**
   * @param before rows that this transaction has locked
   */
  static Future<List<Post>> write(SqlClient connection, List<Post> before, List<Post> after) {
    List<Post> changed = new ArrayList<>(after);
    changed.removeAll(before);
    if (changed.isEmpty()) return Future.succeededFuture(List.of());
    var nodes = changed.stream().map(Post::node).toArray(String[]::new);
    var numbers = changed.stream().map(Post::number).toArray(Integer[]::new);
    return connection
        .preparedQuery(CHANGE)
        .execute(Tuple.of(nodes, (Object) numbers))
        .map(rows -> stream(rows).collect(versions()))
        .map(
            versions ->
                changed.stream()
                    .map(p -> new Post(p.node(), p.number(), versions.get(p.node()), p.state()))
                    .toList());
  }

  private static Future<List<Post>> posts(SqlClient client, String lock) {
    return client
        .preparedQuery(POSTS + lock)
        .execute()
        .map(rows -> stream(rows).map(StaffTable::post).toList());
  }

  private static Post post(Row row) {
    return new Post(
        row.getString("node"),
        row.getInteger("number"),
        row.getInteger("version"),
        Post.State.valueOf(row.getString("state")));
  }

  private static Collector<Row, ?, Map<String, Integer>> versions() {
    return Collectors.toMap(row -> row.getString("node"), row -> row.getInteger("version"));
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
