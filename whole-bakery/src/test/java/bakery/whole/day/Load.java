package bakery.whole.day;

import bakery.whole.TestStaff;
import bakery.whole.chaos.check.Checker;
import bakery.whole.chaos.check.Result;
import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Customers;
import bakery.whole.chaos.crowd.Entry;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Plan;
import bakery.whole.chaos.crowd.Progress;
import bakery.whole.chaos.world.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Customers who order, follow, read, cancel and repeat while an operator does something else. */
final class Load implements AutoCloseable {

  private static final long SEED = 1;
  private static final long WARM = 100;
  private static final Duration WARM_LIMIT = Duration.ofMinutes(2);
  private static final Duration LAST_WAIT = Duration.ofMinutes(3);
  private static final Duration REST_LIMIT = Duration.ofMinutes(3);

  private final House house;
  private final Customers customers;

  /** Returns when the first of them have been served. */
  Load(House house, double ordersPerSecond) {
    this.house = house;
    customers =
        new Customers(Plan.of(house.url(), TestStaff.TOKEN, SEED).atRate(ordersPerSecond)).start();
    Wait.until("customers are served", WARM_LIMIT, () -> progress().ended() >= WARM);
  }

  Progress progress() {
    return customers.progress();
  }

  /** So many more are served, as proof that all goes on. */
  void serves(long more) {
    long before = progress().ended();
    Wait.until(more + " more are served", WARM_LIMIT, () -> progress().ended() >= before + more);
  }

  /** Nobody comes any more; what they saw and what the tables say is judged. */
  void end(Figures figures) {
    long waiting = customers.stopOrdering(LAST_WAIT);
    Checker checker = new Checker(house.address(), Set.of());
    boolean rests = checker.comesToRest(REST_LIMIT);
    Evidence evidence = customers.evidence();
    Progress progress = progress();
    figures.must(
        "orders acknowledged",
        progress.acknowledged(),
        progress.offered() + " offered",
        progress.acknowledged() == progress.offered());
    figures.none("customers who never heard the end", waiting);
    figures.must("at rest: orders ended, outboxes empty", rests, "true", rests);
    Map<String, Long> failed = failed(evidence);
    figures.must("requests that failed", failed.isEmpty() ? 0 : failed, "0", failed.isEmpty());
    List<Result> results = new ArrayList<>(checker.judge(evidence));
    results.add(checker.compare(house.terminal().say("status", "--json").well().object()));
    long holding = results.stream().filter(Result::holds).count();
    figures.must(
        "checks of answers, feeds and tables",
        holding + " hold",
        "all " + results.size(),
        holding == results.size());
    results.stream()
        .filter(result -> !result.holds())
        .forEach(
            result ->
                figures.must(
                    result.check(), result.failed() + ": " + result.findings(), "0", false));
  }

  /** Answers with which a client has to come again, by what they were. */
  private static Map<String, Long> failed(Evidence evidence) {
    Map<String, Long> failed = new TreeMap<>();
    evidence.trails().stream()
        .flatMap(trail -> trail.entries().stream())
        .filter(Entry::isAnswer)
        .filter(entry -> isFailure(entry.code()))
        .forEach(
            entry -> failed.merge(entry.what() + " " + Codes.words(entry.code()), 1L, Long::sum));
    return failed;
  }

  private static boolean isFailure(int code) {
    return Codes.isLater(code) || code == Codes.UNREADABLE || code == 401 || code >= 500;
  }

  @Override
  public void close() {
    customers.close();
  }
}
