package bakery.platform;

import io.micrometer.core.instrument.Counter;
import io.vertx.sqlclient.Pool;

/** The engine's ports on PostgreSQL, the cluster and Vert.x. */
final class PgPorts {

  private PgPorts() {}

  static <A, R> Ports<A, R> of(Premises premises, String role, Table<A, R> table) {
    Pool pool = premises.pools().apply(role);
    Letters letters = new Letters(premises.wire());
    Counter stale = new RoleMeters(premises.meters(), role).counter("store.stale");
    return new Ports<>(
        new PgStore<>(pool, table, letters, premises.node(), new Recent<>(stale::increment)),
        new PgOutbox(pool, letters, premises.node()),
        new PgAttendance(pool, table),
        premises.bus(),
        new VertxTimers(premises.vertx()));
  }
}
