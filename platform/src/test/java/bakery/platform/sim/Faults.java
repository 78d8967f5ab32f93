package bakery.platform.sim;

/**
 * How bad the day is.
 *
 * @param lost probability that a bus message or its answer vanishes
 * @param duplicated probability that a bus message is delivered twice
 * @param busMillis longest way of a bus message
 * @param databaseMillis longest half of a transaction
 * @param aborted probability that a transaction is rolled back
 * @param unknown probability that the answer to a commit is lost
 */
public record Faults(
    double lost,
    double duplicated,
    long busMillis,
    long databaseMillis,
    double aborted,
    double unknown) {

  public static Faults none() {
    return new Faults(0, 0, 2, 2, 0, 0);
  }

  public static Faults of(World world) {
    double badness = world.random.nextDouble();
    return new Faults(
        badness * 0.1,
        badness * 0.2,
        1 + world.upTo(300),
        1 + world.upTo(40),
        badness * 0.05,
        badness * 0.05);
  }
}
