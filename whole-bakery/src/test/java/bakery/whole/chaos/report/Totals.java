package bakery.whole.chaos.report;

import bakery.gateway.model.Status;
import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.What;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The run in numbers.
 *
 * @param ends how orders ended, as far as customers heard
 * @param errors orders that were not placed in spite of all normal retries
 * @param repeated requests sent again on purpose, and answered
 * @param reconnections feeds opened again
 * @param toAcknowledge from a customer's coming to the first answer
 * @param toEnd from the answer to the end, of orders that wait for nobody but the bakery
 */
record Totals(
    double seconds,
    long offered,
    long turnedAway,
    long acknowledged,
    Map<Status, Long> ends,
    long errors,
    long retries,
    int mostRetries,
    long retriedAgain,
    long repeated,
    long reads,
    long feeds,
    long news,
    long reconnections,
    Spread toAcknowledge,
    Spread toEnd) {

  static Totals of(Evidence evidence, List<Life> lives) {
    Histogram toAcknowledge = Spread.histogram();
    Histogram toEnd = Spread.histogram();
    Map<Status, Long> ends = new EnumMap<>(Status.class);
    long[] counts = new long[What.values().length];
    long feeds = 0;
    long repeated = 0;
    for (Life life : lives) {
      boolean acknowledged = life.acknowledged() != Life.NEVER;
      if (acknowledged) toAcknowledge.recordValue(life.acknowledged() - life.came());
      if (life.end() != null) ends.merge(life.end(), 1L, Long::sum);
      if (acknowledged && life.ended() != Life.NEVER && life.trail().kind().isSteady()) {
        toEnd.recordValue(Math.max(0, life.ended() - life.acknowledged()));
      }
      if (life.trail().isFollowed() && acknowledged) feeds++;
      for (Entry entry : life.trail().entries()) {
        counts[entry.what().ordinal()]++;
        if (entry.what() == What.REPEATED && Codes.isGood(entry.code())) repeated++;
      }
    }
    Harm harm = Harm.of(Spread.NONE, Spread.NONE, lives);
    return new Totals(
        evidence.lasted().toMillis() / 1e3,
        lives.size(),
        evidence.turnedAway(),
        toAcknowledge.getTotalCount(),
        ends,
        harm.errors(),
        harm.retries(),
        harm.mostRetries(),
        harm.retriedAgain(),
        repeated,
        counts[What.READ.ordinal()],
        feeds,
        counts[What.NEWS.ordinal()],
        Math.max(0, counts[What.OPENED.ordinal()] - feeds),
        Spread.of(toAcknowledge),
        Spread.of(toEnd));
  }
}
