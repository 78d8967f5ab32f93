package bakery.platform.staffing;

/**
 * What a policy goes by. Times are milliseconds by the database's clock.
 *
 * @param workers of the nodes at work, or late
 * @param lost workers of nodes that have left or died
 * @param busy aggregates that somebody works on
 * @param slots aggregates that one worker works on at once
 * @param oldest for how long the oldest aggregate that nobody works on has been due; 0 when there
 *     is none
 * @param oldestBefore the same at the last look
 * @param calm for how long next to nothing has been waiting
 * @param sinceChange since the policy last hired or let go
 */
record Situation(
    int workers,
    int lost,
    int busy,
    int slots,
    long oldest,
    long oldestBefore,
    long calm,
    long sinceChange) {

  /** What all that were there before had. */
  int there() {
    return workers + lost;
  }
}
