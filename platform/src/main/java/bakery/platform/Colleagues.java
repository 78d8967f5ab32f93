package bakery.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Who else is at work, as the heartbeat rows say: what a node can know without its cluster. */
public final class Colleagues {

  private static final String BEATING =
      """
      SELECT id FROM node
       WHERE id <> $1::uuid AND beat_at > clock_timestamp() - interval '1 s'
       LIMIT 100
      """;

  private static final int ANSWER_SECONDS = 2;

  private final UUID me;
  private final List<Pool> pools;

  /**
   * @param roles of this node: it knows who has one of them as well
   */
  public Colleagues(Premises premises, Collection<String> roles) {
    this.me = premises.node();
    this.pools = roles.stream().map(premises.pools()).toList();
  }

  /** Who beats now, up to a hundred of each role whose database answers; this node left out. */
  public Future<Set<UUID>> beating() {
    Set<UUID> all = new HashSet<>();
    return Future.join(pools.stream().map(pool -> ask(pool).onSuccess(all::addAll)).toList())
        .otherwiseEmpty()
        .map(done -> all);
  }

  private Future<List<UUID>> ask(Pool pool) {
    return pool.preparedQuery(BEATING)
        .execute(Tuple.of(me))
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
  }
}
