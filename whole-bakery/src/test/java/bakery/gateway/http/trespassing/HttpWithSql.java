package bakery.gateway.http.trespassing;

import io.vertx.sqlclient.Pool;
import java.sql.Connection;

/** Breaks the rules that SQL stays in its places and that JDBC only migrates. */
public record HttpWithSql(Pool pool, Connection connection) {}
