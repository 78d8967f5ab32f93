package bakery.whole.chaos.report;

import java.util.List;

/**
 * What customers noticed of one fault, or of all faults of a kind.
 *
 * @param stalls of the orders that were open at the strike
 * @param errors orders that were not placed in spite of all normal retries
 * @param retries needed by the orders that were being placed between strike and mending
 * @param mostRetries that one of them needed
 * @param retriedAgain how many of them needed more than one
 */
record Harm(Spread stalls, long errors, long retries, int mostRetries, long retriedAgain) {

  static Harm of(Spread stalls, List<Life> beingPlaced) {
    return new Harm(
        stalls,
        beingPlaced.stream().filter(Life::gaveUpOrdering).count(),
        beingPlaced.stream().mapToInt(Life::retries).sum(),
        beingPlaced.stream().mapToInt(Life::retries).max().orElse(0),
        beingPlaced.stream().filter(life -> life.retries() > 1).count());
  }
}
