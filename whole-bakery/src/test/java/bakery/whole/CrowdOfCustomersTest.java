package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.whole.chaos.check.Checker;
import bakery.whole.chaos.check.Result;
import bakery.whole.chaos.crowd.Customers;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Plan;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.report.Report;
import bakery.whole.chaos.report.Struck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The crowd, the checker and the report at a small bakery: one JVM with every role. */
@Timeout(120)
@Tag("alone")
class CrowdOfCustomersTest {

  private static final int ORDERS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final Path REPORTS = Path.of("target", "crowd-of-customers");
  private static WholeBakery bakery;

  @BeforeAll
  static void open() {
    bakery =
        WholeBakery.open(
            List.of("gateway=1,kitchen=2,delivery=8,billing=1"), "BAKERY_PACE", "instant");
  }

  @AfterAll
  static void close() {
    if (bakery != null) bakery.close();
  }

  @Test
  void nothing_is_found_where_nothing_went_wrong() {
    Evidence evidence = served(1, () -> {});

    Report report = judged("calm", evidence);

    assertThat(evidence.trails()).hasSize(ORDERS).allMatch(Trail::isAcknowledged);
    assertThat(report.isGreen()).as(report.text()).isTrue();
  }

  @Test
  void nothing_is_found_after_the_only_node_was_killed_and_started_again() {
    Jvm node = bakery.nodes().getFirst();
    List<Instant> struck = new ArrayList<>();
    Evidence evidence =
        served(
            2,
            () -> {
              struck.add(Instant.now());
              node.kill9();
              node.start().awaitReady();
              struck.add(Instant.now());
            });

    Report report =
        judged(
            "killed",
            evidence,
            new Struck("kill -9", "node", struck.get(0), struck.get(1), List.of(), List.of()));

    assertThat(evidence.trails()).hasSize(ORDERS).allMatch(Trail::isAcknowledged);
    assertThat(report.isGreen()).as(report.text()).isTrue();
    assertThat(report.text()).contains("kill -9");
  }

  /** Some customers have their answer when it happens, others come later. */
  private static Evidence served(long seed, Runnable meanwhile) {
    Plan plan =
        Plan.of(bakery.nodes().getFirst().http(""), TestStaff.TOKEN, seed)
            .atMost(ORDERS)
            .repeating(0.2, 0.05);
    try (Customers customers = new Customers(plan).start()) {
      Patience.within(LIMIT)
          .until("many are served", () -> customers.progress().acknowledged() >= ORDERS / 4);
      meanwhile.run();
      Patience.within(LIMIT).until("all have come", () -> customers.progress().offered() == ORDERS);
      assertThat(customers.stopOrdering(LIMIT)).as("%s", customers.progress()).isZero();
      return customers.evidence();
    }
  }

  private static Report judged(String name, Evidence evidence, Struck... faults) {
    Checker checker = new Checker(bakery.database().address(), Set.of());
    assertThat(checker.comesToRest(LIMIT)).isTrue();
    List<Result> results = checker.judge(evidence);
    Report report = Report.of(name, Map.of("nodes", "1"), evidence, List.of(faults), results);
    report.writeTo(REPORTS.resolve(name));
    return report;
  }
}
