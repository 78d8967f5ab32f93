package bakery.whole.chaos.report;

import java.util.List;

/**
 * What one fault did, or all faults of a kind.
 *
 * @param work how long work stood still, as the tables show
 * @param news how long customers whose orders were open at the strike heard nothing new
 * @param errors orders that were not placed in spite of all normal retries
 * @param retries needed by the orders that were being placed between strike and mending
 * @param mostRetries that one of them needed
 * @param retriedAgain how many of them needed more than one
 */
record Harm(
    Spread work, Spread news, long errors, long retries, int mostRetries, long retriedAgain) {

  static Harm of(Spread work, Spread news, List<Life> beingPlaced) {
    return new Harm(
        work,
        news,
        beingPlaced.stream().filter(Life::gaveUpOrdering).count(),
        beingPlaced.stream().mapToInt(Life::retries).sum(),
        beingPlaced.stream().mapToInt(Life::retries).max().orElse(0),
        beingPlaced.stream().filter(life -> life.retries() > 1).count());
  }
}
