package bakery.platform.staffing;

import bakery.platform.staffing.Verdict.Kind;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the oldest that waits younger than a target, with no more workers than that takes. It hires
 * from half the target on, half as many again, and as many again when it is beyond the target or
 * soon will be; then it gives them time, and while the oldest gets younger it waits. It lets a
 * quarter go when next to nothing has been waiting for long, and never so many that the rest would
 * be more than three quarters busy.
 *
 * @param least workers in all
 * @param most workers in all
 */
public record Policy(int least, int most, Duration target) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.\\.(\\d{1,5}),target=(.+)");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");
  private static final int MOST = 10_000;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Less than between two looks. */
  private static final long SETTLE_MILLIS = 800;

  private static final long PATIENCE_MILLIS = 10_000;

  /**
   * @param text for example {@code 2..16,target=5s}
   * @throws IllegalArgumentException says what is wrong
   */
  public static Policy parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("off, or for example 2..16,target=5s; not " + text);
    }
    return new Policy(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        duration("target", form.group(3)));
  }

  /**
   * @param what it is, for whoever wrote it
   * @param text for example {@code 500ms}, {@code 5s}, {@code 2m}
   * @throws IllegalArgumentException says what is wrong
   */
  public static Duration duration(String what, String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(what + " takes for example 500ms, 5s or 2m, not " + text);
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  public Policy {
    if (most < 1 || most > MOST || least > most || least < 0) {
      throw new IllegalArgumentException(
          "from a least to a most of 1 to " + MOST + " workers, not " + least + ".." + most);
    }
    if (target.compareTo(SHORTEST) < 0 || target.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a target from 100ms to 60m, not " + millis(target));
    }
  }

  Verdict decide(Situation now) {
    int there = now.there();
    if (there < least) return new Verdict(Kind.HIRE, least, "fewer than the least");
    if (there > most) return new Verdict(Kind.LET_GO, most, "more than the most");
    if (late(now) && there < most && now.sinceChange() >= settleMillis()) {
      int more = atOnce(now) ? there : (there + 1) / 2;
      int hired = Math.min(most, there + Math.max(1, more));
      return new Verdict(Kind.HIRE, hired, "the oldest waits " + now.oldest() + " ms");
    }
    if (now.calm() >= patienceMillis() && now.sinceChange() >= patienceMillis()) {
      int enough = Math.max(least, (4 * now.busy() + 3 * now.slots() - 1) / (3 * now.slots()));
      int kept = Math.max(enough, there - Math.max(1, there / 4));
      if (kept < there) {
        return new Verdict(Kind.LET_GO, kept, "nothing has waited for " + now.calm() + " ms");
      }
    }
    if (now.lost() > 0) return new Verdict(Kind.MAKE_UP, there, now.lost() + " are lost");
    return new Verdict(Kind.STAY, there, "the oldest waits " + now.oldest() + " ms");
  }

  /**
   * Whether next to nothing waits. Between calm and late nothing is done: that is the hysteresis.
   */
  boolean calm(long oldestMillis) {
    return oldestMillis <= target.toMillis() / 8;
  }

  /** Past the target more are hired even while the queue shrinks. */
  private boolean late(Situation now) {
    if (now.oldest() >= target.toMillis()) return true;
    return now.oldest() >= target.toMillis() / 2 && now.oldest() >= now.oldestBefore();
  }

  /** Beyond the target, or there in two more looks if it goes on like this. */
  private boolean atOnce(Situation now) {
    return now.oldest() + 2 * (now.oldest() - now.oldestBefore()) >= target.toMillis()
        || now.oldest() >= target.toMillis();
  }

  /** Who was just hired is given so long to show an effect; they take the oldest at once. */
  long settleMillis() {
    return Math.max(SETTLE_MILLIS, target.toMillis() / 8);
  }

  /** So long it must have been calm, and so long it is between letting go twice. */
  long patienceMillis() {
    return Math.max(PATIENCE_MILLIS, 2 * target.toMillis());
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    boolean seconds = target.toMillis() % 1_000 == 0;
    String time = seconds ? target.toSeconds() + "s" : millis(target);
    return least + ".." + most + ",target=" + time;
  }
}
