package bakery.platform.postgres;

import bakery.platform.Settings;

/**
 * How a role's pool behaves. What waits is bounded in number and in time; what runs is bounded by
 * the server, so that a frozen JVM cannot hold what others need.
 *
 * @param poolSize connections of one role in one JVM
 */
public record DatabaseSettings(
    int poolSize,
    int maxWaiting,
    int connectMillis,
    int acquireMillis,
    int idleSeconds,
    int pipelining,
    int statementMillis,
    int lockMillis,
    int idleInTransactionMillis) {

  public static DatabaseSettings from(Settings settings) {
    return new DatabaseSettings(
        settings.number("BAKERY_DB_POOL", 8, 1, 100),
        settings.number("BAKERY_DB_WAITING", 512, 1, 100_000),
        settings.number("BAKERY_DB_CONNECT_MILLIS", 2_000, 100, 60_000),
        settings.number("BAKERY_DB_ACQUIRE_MILLIS", 2_000, 100, 60_000),
        settings.number("BAKERY_DB_IDLE_SECONDS", 10, 1, 86_400),
        settings.number("BAKERY_DB_PIPELINING", 16, 1, 1_000),
        settings.number("BAKERY_DB_STATEMENT_MILLIS", 5_000, 100, 600_000),
        settings.number("BAKERY_DB_LOCK_MILLIS", 1_000, 10, 60_000),
        settings.number("BAKERY_DB_IDLE_IN_TRANSACTION_MILLIS", 3_000, 100, 60_000));
  }

  /** A server that has said nothing for so long on a connection is not there any more. */
  int silentMillis() {
    return 3 * statementMillis;
  }
}
