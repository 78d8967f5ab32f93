package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.whole.Collector.Span;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody can see who looks at a bakery of two JVMs from outside: traces, logs, metrics. */
@Timeout(120)
@Tag("alone")
class ObservabilityTest {

  private static final Path PROJECT = Path.of("..");
  private static final Set<String> ROLES = Set.of("gateway", "billing", "kitchen", "delivery");
  private static final String PACE = "4000";

  /** Nothing else, so that nothing personal gets in unseen. */
  private static final Set<String> LABELS =
      Set.of(
          "action",
          "area",
          "cause",
          "code",
          "end",
          "gc",
          "id",
          "loop",
          "method",
          "node",
          "operation",
          "outcome",
          "pool_name",
          "pool_type",
          "role",
          "route",
          "side",
          "sort",
          "state",
          "status",
          "thread");

  private static Collector collector;
  private static WholeBakery bakery;

  @BeforeAll
  static void open() {
    collector = new Collector();
    bakery =
        WholeBakery.open(
            List.of("gateway=1,billing=1", "kitchen=1,delivery=4"),
            "BAKERY_PACE",
            PACE,
            "BAKERY_TRACES",
            collector.url(),
            "BAKERY_LOG_FORMAT",
            "json");
  }

  @AfterAll
  static void close() {
    bakery.close();
    collector.close();
  }

  @Test
  void one_order_is_one_trace_through_all_roles_and_both_nodes() {
    Jvm kitchen = bakery.kitchens().getFirst();
    assertThat(kitchen.terminate()).isZero();
    Tracked order = bakery.order(Wanted.twoCroissants());
    Patience.seconds(20).until("its letter has nowhere to go", () -> unanswered(order));
    kitchen.start().awaitReady();
    order.eventually("COMPLETED");
    Patience.seconds(10).until("its end was told", () -> end(order) != null);
    Patience.seconds(15).untilAsserted(() -> isToldWholly(order));
    print(trace(end(order).trace()));
    assertThat(collector.everything())
        .doesNotContain("Ada", "131 496", "High Street", "EH1", "tok_ok", order.token());
  }

  /** Each node tells its part when it pleases. */
  private static void isToldWholly(Tracked order) {
    Span end = end(order);
    assertThat(spansOf(order)).extracting(Span::trace).containsOnly(end.trace());
    List<Span> way = wayTo(end);
    assertThat(way.getFirst().name()).isEqualTo("POST /v1/orders");
    assertThat(way).extracting(span -> span.attribute("role")).containsAll(ROLES);
    assertThat(way).extracting(Span::node).containsAll(nodes());
    assertThat(letters(order))
        .as("each way from role to role")
        .extracting(span -> span.attribute("role") + " " + span.attribute("letter.to"))
        .contains(
            "gateway billing",
            "billing gateway",
            "gateway kitchen",
            "kitchen gateway",
            "gateway delivery",
            "delivery gateway");
    assertThat(steps(order)).allSatisfy(ObservabilityTest::isLinkedFromItsTransaction);
  }

  @Test
  void a_line_about_an_order_holds_its_id_and_its_trace_as_fields() {
    Tracked order =
        bakery.order(Wanted.twoCroissants().paidBy("tok_declined")).eventually("DECLINED");
    Jvm gateway = bakery.livingGateways().getFirst();

    Patience.seconds(5).until("told", () -> !lines(gateway, order).isEmpty());
    Patience.seconds(5).until("traced", () -> !spansOf(order).isEmpty());
    JsonNode line = lines(gateway, order).getFirst();

    assertThat(line.path("message").asText())
        .startsWith("order " + order.id() + ": payment declined");
    assertThat(line.path("trace").asText()).isEqualTo(spansOf(order).getFirst().trace());
    assertThat(line.path("node").asText()).isEqualTo(gateway.name());
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("time").asText()).startsWith("20");
    assertThat(line.path("thread").asText()).isNotEmpty();
  }

  @Test
  void a_node_that_is_told_of_no_collector_loads_nothing_of_it() throws IOException {
    Path loaded = Path.of("target", "loaded-classes.log").toAbsolutePath();
    Jvm untraced = bakery.prepare("kitchen=1");
    untraced.tell("BAKERY_TRACES", null);
    untraced.tell("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded);
    try {
      untraced.start().awaitReady();
      assertThat(Files.readString(loaded))
          .contains("bakery.platform.Traces")
          .doesNotContain("io.opentelemetry", "OpenTelemetryTraces");
    } finally {
      bakery.dismiss(untraced);
    }
  }

  @Test
  void the_page_on_watching_names_all_metrics_and_none_that_is_not_there() throws IOException {
    bakery.order(Wanted.twoCroissants()).eventually("COMPLETED");
    Metrics scraped = scrape();
    Set<String> documented = new HashSet<>(Metrics.namedIn(table("docs/operating/watching.md")));

    assertThat(scraped.unknown(documented)).as("named, but not there").isEmpty();
    Set<String> silent = new HashSet<>(scraped.ofTheBakery());
    silent.removeAll(documented);
    assertThat(silent).as("there, but not named").isEmpty();
    assertThat(scraped.labels()).isSubsetOf(LABELS);
  }

  @Test
  void dashboard_and_alerts_ask_only_for_what_is_there() throws IOException {
    bakery.order(Wanted.twoCroissants()).eventually("COMPLETED");
    Metrics scraped = scrape();

    for (String file : List.of("ops/grafana/bakery.json", "ops/prometheus/alerts.yaml")) {
      List<String> asked = Metrics.namedIn(Files.readString(PROJECT.resolve(file)));
      assertThat(asked).as(file).isNotEmpty();
      assertThat(scraped.unknown(asked)).as(file).isEmpty();
    }
  }

  /** Once something of each sort has happened. */
  private static Metrics scrape() {
    Patience.seconds(5)
        .until(
            "the schemas were counted",
            () -> Metrics.of(bakery.nodes()).names().contains("bakery_rows_open"));
    return Metrics.of(bakery.nodes());
  }

  private static String table(String file) throws IOException {
    try (Stream<String> lines = Files.lines(PROJECT.resolve(file))) {
      return lines.filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
    }
  }

  private static List<String> nodes() {
    return bakery.nodes().stream().map(Jvm::name).toList();
  }

  private static List<Span> spansOf(Tracked order) {
    return collector.spans().stream()
        .filter(span -> span.attribute("order.id").equals(order.id().toString()))
        .toList();
  }

  private static List<Span> letters(Tracked order) {
    return spansOf(order).stream().filter(span -> !span.attribute("letter").isEmpty()).toList();
  }

  /** It stands in the outbox and nowhere else. */
  private static boolean unanswered(Tracked order) {
    return letters(order).stream().anyMatch(span -> span.attribute("outcome").equals("unanswered"));
  }

  /** What was decided in transactions. */
  private static List<Span> steps(Tracked order) {
    return spansOf(order).stream()
        .filter(span -> span.attribute("letter").isEmpty() && !span.name().endsWith(" work"))
        .toList();
  }

  private static Span end(Tracked order) {
    return spansOf(order).stream()
        .filter(span -> span.attribute("status").equals("COMPLETED"))
        .findFirst()
        .orElse(null);
  }

  private static List<Span> trace(String id) {
    return collector.spans().stream()
        .filter(span -> span.trace().equals(id))
        .sorted(Comparator.comparing(Span::startNanos))
        .toList();
  }

  /** From the request to this span, each the cause of the next. */
  private static List<Span> wayTo(Span end) {
    Map<String, Span> byId = new HashMap<>();
    trace(end.trace()).forEach(span -> byId.put(span.id(), span));
    List<Span> way = new ArrayList<>();
    for (Span at = end; at != null; at = byId.get(at.parent())) way.addFirst(at);
    return way;
  }

  private static void isLinkedFromItsTransaction(Span step) {
    assertThat(collector.spans())
        .as("the transaction of %s", step)
        .anyMatch(
            span ->
                span.isBatch()
                    && span.name().equals(step.attribute("role") + " transaction")
                    && span.parent().isEmpty()
                    && !span.trace().equals(step.trace())
                    && span.node().equals(step.node())
                    && span.links().contains(step.id())
                    && step.links().contains(span.id()));
  }

  private static List<JsonNode> lines(Jvm node, Tracked order) {
    return node.log()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(ObservabilityTest::json)
        .filter(line -> line.path("order").asText().equals(order.id().toString()))
        .filter(line -> line.path("logger").asText().endsWith(".Diary"))
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return Http.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static void print(List<Span> trace) {
    long start = trace.getFirst().startNanos();
    System.out.println("one order's trace: ms from its request, ms it took, node, span, outcome");
    for (Span span : trace) {
      System.out.printf(
          "%6.1f %6.1f  %-18s %-36s %s %s%n",
          (span.startNanos() - start) / 1e6,
          (span.endNanos() - span.startNanos()) / 1e6,
          span.node(),
          span.name(),
          span.attribute("outcome"),
          span.attribute("status"));
    }
  }
}
