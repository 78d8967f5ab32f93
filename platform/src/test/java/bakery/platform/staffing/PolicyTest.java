package bakery.platform.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.staffing.Verdict.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From 2 to 16 workers of 4 slots, the oldest is to be younger than 4 s. */
class PolicyTest {

  private static final Policy POLICY = Policy.parse("2..16,target=4s");
  private static final int SLOTS = 4;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what it is about, workers, lost, busy, oldest, before, calm, since change, verdict, workers
    "nothing to do,                        4, 0,  8,    0,    0,     0, 99999, STAY,    4",
    "a little waits: neither late nor calm,4, 0, 16, 1900, 1000,     0, 99999, STAY,    4",
    "half the target and growing,          4, 0, 16, 2000, 1900,     0, 99999, HIRE,    6",
    "half the target and growing fast,     4, 0, 16, 2400, 1600,     0, 99999, HIRE,    8",
    "half the target and shrinking,        4, 0, 16, 2500, 2600,     0, 99999, STAY,    4",
    "beyond the target and shrinking,      4, 0, 16, 4000, 5000,     0, 99999, HIRE,    8",
    "beyond it but just hired,             8, 0, 32, 4500, 4000,     0,   799, STAY,    8",
    "and when that has had its time,       8, 0, 32, 4500, 4400,     0,   800, HIRE,   16",
    "never more than the most,            12, 0, 48, 9000, 8000,     0, 99999, HIRE,   16",
    "at the most,                         16, 0, 64, 9000, 8000,     0, 99999, STAY,   16",
    "calm but not for long,                8, 0,  2,    0,    0,  9999, 99999, STAY,    8",
    "calm but changed lately,              8, 0,  2,    0,    0, 99999,  9999, STAY,    8",
    "calm for long: a quarter goes,        8, 0,  2,    0,    0, 10000, 10000, LET_GO,  6",
    "calm for long: one goes at least,     3, 0,  2,    0,    0, 10000, 10000, LET_GO,  2",
    "never fewer than the least,           2, 0,  0,    0,    0, 99999, 99999, STAY,    2",
    "calm but busy: enough stay,           8, 0, 20,    0,    0, 10000, 10000, LET_GO,  7",
    "calm but three quarters busy,         8, 0, 24,    0,    0, 10000, 10000, STAY,    8",
    "a node died,                          4, 3, 10,    0,    0,     0, 99999, MAKE_UP, 7",
    "a node died in a rush,                4, 4, 16, 3000, 2900,     0, 99999, HIRE,   12",
    "a node died while all were idle,      4, 4,  2,    0,    0, 10000, 10000, LET_GO,  6",
    "all but one died,                     1, 0,  4,    0,    0,     0,   100, HIRE,    2",
    "somebody hired by hand,              14, 6,  4,    0,    0,     0,   100, LET_GO, 16",
  })
  void decides(
      String about,
      int workers,
      int lost,
      int busy,
      long oldest,
      long before,
      long calm,
      long sinceChange,
      Kind kind,
      int then) {
    Verdict verdict =
        POLICY.decide(new Situation(workers, lost, busy, SLOTS, oldest, before, calm, sinceChange));

    assertThat(verdict.kind()).as("%s: %s", about, verdict).isEqualTo(kind);
    assertThat(verdict.workers()).isEqualTo(then);
  }

  @Test
  void fromNobodyItHiresOne() {
    Policy fromNone = Policy.parse("0..4,target=2s");

    Verdict verdict = fromNone.decide(new Situation(0, 0, 0, SLOTS, 1_000, 900, 0, 99_999));

    assertThat(verdict.workers()).isEqualTo(1);
  }

  /** A day in seconds: calm, a rush, calm. Work takes two seconds a slot. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"2..16,target=4s 4 3 12", "2..48,target=5s 1 3 12", "2..48,target=5s 1 1 12"})
  void inARushTheOldestStaysYoungerThanTheTargetAndAfterwardsTheyGo(
      String rule, int slots, int calm, int rush) {
    Policy policy = Policy.parse(rule);
    Day day = new Day(policy, slots, 2_000);

    day.pass(60_000, calm);
    int before = day.workers;
    day.pass(120_000, rush);
    int inTheRush = day.workers;
    day.pass(240_000, calm);

    System.out.printf(
        "workers %d, in the rush %d, afterwards %d; the oldest waited %d ms; %d decisions%n",
        before, inTheRush, day.workers, day.oldestEver, day.changes);
    assertThat(day.oldestEver).isLessThan(policy.target().toMillis());
    assertThat(inTheRush).isGreaterThanOrEqualTo(2 * rush / slots);
    assertThat(day.workers).isLessThanOrEqualTo(before + 1);
    assertThat(day.changes).as("it does not swing").isLessThan(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2..16,target=5s", "0..1,target=250ms", "1..10000,target=3600s"})
  void isWrittenAsItIsRead(String text) {
    assertThat(Policy.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "2..1,target=5s",
        "0..0,target=5s",
        "2..3",
        "1..2,target=1ms",
        "1..2,target=61m",
        "1..20000,target=1s",
        "-1..2,target=1s"
      })
  void whatMakesNoSenseIsRefused(String text) {
    assertThatThrownBy(() -> Policy.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A queue and those who work on it, looked at once a second. */
  private static final class Day {
    private static final int TICK = 10;
    private final Policy policy;
    private final int slots;
    private final int workMillis;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Deque<Long> doneAt = new ArrayDeque<>();
    private int workers;
    private long now;
    private long arrived;
    private long oldestBefore;
    private long calmSince = -1;
    private long changedAt = -1_000_000;
    private long oldestEver;
    private int changes;

    Day(Policy policy, int slots, int workMillis) {
      this.policy = policy;
      this.slots = slots;
      this.workMillis = workMillis;
      this.workers = policy.least();
    }

    void pass(long millis, int perSecond) {
      long from = now;
      arrived = 0;
      for (; now < from + millis; now += TICK) {
        for (; arrived * 1_000 < (now - from) * perSecond; arrived++) waiting.add(now);
        while (!doneAt.isEmpty() && doneAt.peek() <= now) doneAt.poll();
        while (!waiting.isEmpty() && doneAt.size() < workers * slots) {
          waiting.poll();
          doneAt.add(now + workMillis);
        }
        oldestEver = Math.max(oldestEver, oldest());
        if (now % 1_000 == 0) look();
      }
    }

    private long oldest() {
      return waiting.isEmpty() ? 0 : now - waiting.peek();
    }

    private void look() {
      long calm = calmSince < 0 ? 0 : now - calmSince;
      Verdict verdict =
          policy.decide(
              new Situation(
                  workers, 0, doneAt.size(), slots, oldest(), oldestBefore, calm, now - changedAt));
      if (!policy.calm(oldest())) calmSince = -1;
      else if (calmSince < 0) calmSince = now;
      oldestBefore = oldest();
      if (!verdict.isChange()) return;
      workers = verdict.workers();
      changedAt = now;
      changes++;
    }
  }
}
