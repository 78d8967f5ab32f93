package bakery.whole.day;

import bakery.whole.TestStaff;
import bakery.whole.chaos.check.Checker;
import bakery.whole.chaos.check.Result;
import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Customers;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Plan;
import bakery.whole.chaos.crowd.Progress;
import bakery.whole.chaos.world.Wait;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Customers who order, follow, read, cancel and repeat while an operator does something else. */
final class Load implements AutoCloseable {

  private static final long SEED = 1;
  private static final long WARM = 100;
  private static final int USUAL_SECONDS = 12;
  private static final Duration RAMP = Duration.ofSeconds(20);
  private static final Duration WARM_LIMIT = Duration.ofMinutes(5);

  /** More than gateways and balancer take to say that they cannot. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LAST_WAIT = Duration.ofMinutes(3);
  private static final Duration REST_LIMIT = Duration.ofMinutes(3);

  private final House house;
  private final Customers customers;
  private final Instant steady;

  /**
   * Returns when the bakery is warm and serves them at once; what failed before that says nothing
   * of what the operator does.
   */
  Load(House house, double ordersPerSecond) {
    this.house = house;
    Plan plan =
        Plan.of(house.url(), TestStaff.TOKEN, SEED)
            .atRate(ordersPerSecond)
            .patientFor(ANSWER, PATIENCE)
            .rampedUpFor(RAMP);
    customers = new Customers(plan).start();
    long few = (long) (USUAL_SECONDS * ordersPerSecond);
    Wait.until(
        "customers are served at once",
        WARM_LIMIT,
        () -> {
          Progress now = progress();
          return now.ended() >= WARM && now.errorsNow() == 0 && now.watching() <= few;
        });
    steady = Instant.now();
  }

  Progress progress() {
    return customers.progress();
  }

  /** So many more are served, as proof that all goes on. */
  void serves(long more) {
    long before = progress().ended();
    Wait.until(more + " more are served", WARM_LIMIT, () -> progress().ended() >= before + more);
  }

  /**
   * Nobody comes any more; what they saw and what the tables say is judged.
   *
   * @return answers with which a client has to come again, by what they were
   */
  Map<String, Long> end(Figures figures) {
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
    List<Result> results = new ArrayList<>(checker.judge(evidence));
    results.add(told(checker));
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
    return failed(evidence);
  }

  /** A role whose database does not answer in time is unknown, and status says so: asked again. */
  private Result told(Checker checker) {
    JsonObject[] last = new JsonObject[1];
    Wait.until(
        "status knows every role",
        REST_LIMIT,
        () -> {
          last[0] = house.terminal().say("status", "--json").well().object();
          return !last[0].encode().contains("\"known\":false");
        });
    return checker.compare(last[0]);
  }

  private Map<String, Long> failed(Evidence evidence) {
    long from = evidence.micros(steady);
    Map<String, Long> failed = new TreeMap<>();
    evidence.trails().stream()
        .flatMap(trail -> trail.entries().stream())
        .filter(entry -> entry.isAnswer() && entry.micros() > from)
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
