package bakery.platform;

import io.vertx.sqlclient.Pool;

/** The engine's ports on PostgreSQL, the cluster and Vert.x. */
final class PgPorts {

  private PgPorts() {}

  static <A, R> Ports<A, R> of(Premises premises, String role, Table<A, R> table) {
    Pool pool = premises.pools().apply(role);
    Letters letters = new Letters(premises.wire());
    return new Ports<>(
        new PgStore<>(pool, table, letters, premises.node()),
        new PgOutbox(pool, letters, premises.node()),
        new PgAttendance(pool, table),
        premises.bus(),
        new VertxTimers(premises.vertx()));
  }
}
