package bakery.platform.postgres;

import bakery.platform.TryLater;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.sqlclient.SqlConnection;

/**
 * Connects through a circuit breaker. To turn a connection away costs a server a process; one that
 * recovers after a crash, on a small machine, was kept from it by nothing else. So when it has
 * turned away a few, only one asks, now and then, for all pools of this JVM.
 */
class GuardedConnections extends PgConnectionFactory {

  private static final int MAX_FAILURES = 5;
  private static final int FAILURES_OF_MILLIS = 1_000;
  private static final int RESET_MILLIS = 400;

  private final CircuitBreaker breaker;

  GuardedConnections(VertxInternal vertx, CircuitBreaker breaker) {
    super(vertx);
    this.breaker = breaker;
  }

  /** One for all connections to the same hosts. */
  static CircuitBreaker breaker(Vertx vertx) {
    return CircuitBreaker.create(
        "database",
        vertx,
        new CircuitBreakerOptions()
            .setMaxFailures(MAX_FAILURES)
            .setFailuresRollingWindow(FAILURES_OF_MILLIS)
            .setResetTimeout(RESET_MILLIS)
            .setTimeout(-1)); // sockets have their own
  }

  /** 0 closed, 1 half open, 2 open. */
  static void meter(MeterRegistry meters, String role, CircuitBreaker breaker) {
    Gauge.builder("bakery.database.breaker", breaker, GuardedConnections::number)
        .tag("role", role)
        .strongReference(true)
        .register(meters);
  }

  private static int number(CircuitBreaker breaker) {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  @Override
  public final Future<SqlConnection> connect(Context context, PgConnectOptions options) {
    return breaker
        .execute(() -> reach(context, options))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OpenCircuitException
                        ? new TryLater("the database takes no connections just now")
                        : failure));
  }

  /** Past the breaker. */
  Future<SqlConnection> reach(Context context, PgConnectOptions options) {
    return super.connect(context, options).onSuccess(SignsOfLife::askFor);
  }
}
