package bakery.gateway.floor;

import java.util.Arrays;

/**
 * How long orders took from placing to completion: a histogram of eight classes an octave, so a
 * quantile is right to a twentieth. From a millisecond to two days.
 */
final class Lives {

  private static final int CLASSES_AN_OCTAVE = 8;
  private static final int CLASSES = 28 * CLASSES_AN_OCTAVE;
  private static final double MILLIS_A_SECOND = 1_000;

  private final int[] counts = new int[CLASSES];
  private int number;

  void add(long millis) {
    counts[classOf(millis)]++;
    number++;
  }

  void add(Lives others) {
    for (int i = 0; i < CLASSES; i++) counts[i] += others.counts[i];
    number += others.number;
  }

  void subtract(Lives others) {
    for (int i = 0; i < CLASSES; i++) counts[i] -= others.counts[i];
    number -= others.number;
  }

  void clear() {
    Arrays.fill(counts, 0);
    number = 0;
  }

  int number() {
    return number;
  }

  /** Seconds that this share of them did not exceed; null when there are none. */
  Double seconds(double share) {
    if (number == 0) return null;
    long wanted = Math.max(1, (long) Math.ceil(share * number));
    long seen = 0;
    for (int i = 0; i < CLASSES; i++) {
      seen += counts[i];
      if (seen >= wanted) return Math.round(middle(i)) / MILLIS_A_SECOND;
    }
    throw new IllegalStateException("fewer lives than were counted");
  }

  private static int classOf(long millis) {
    double octaves = Math.log(Math.max(1, millis)) / Math.log(2);
    return Math.min(CLASSES - 1, (int) (octaves * CLASSES_AN_OCTAVE));
  }

  private static double middle(int each) {
    return Math.pow(2, (each + 0.5) / CLASSES_AN_OCTAVE);
  }
}
