package bakery.benchmarks.load;

/**
 * What became of orders.
 *
 * @param refused with 429 or 503: try later
 * @param failed any other answer, or none because the connection broke
 * @param otherwise ended, but not COMPLETED
 * @param feeds orders followed by a websocket to see their end to the millisecond
 * @param feedEnds of them seen COMPLETED there
 * @param polls questions to the table
 */
public record Counts(
    long sent,
    long acknowledged,
    long refused,
    long failed,
    long completed,
    long otherwise,
    long feeds,
    long feedEnds,
    long polls) {

  public Counts minus(Counts earlier) {
    return new Counts(
        sent - earlier.sent,
        acknowledged - earlier.acknowledged,
        refused - earlier.refused,
        failed - earlier.failed,
        completed - earlier.completed,
        otherwise - earlier.otherwise,
        feeds - earlier.feeds,
        feedEnds - earlier.feedEnds,
        polls - earlier.polls);
  }
}
