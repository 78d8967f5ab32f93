package bakery.whole.chaos;

/** The crowd in a line. */
final class Progress {

  private Progress() {}

  static String line(bakery.whole.chaos.crowd.Progress now) {
    return "  %d came, %d acknowledged, %d ended, %d wait; %d retries, %d refused, %d errors now"
        .formatted(
            now.offered(),
            now.acknowledged(),
            now.ended(),
            now.watching(),
            now.retries(),
            now.refused(),
            now.errorsNow());
  }
}
