package bakery.whole.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.gateway.model.Status;
import bakery.whole.chaos.check.Finding;
import bakery.whole.chaos.check.Result;
import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Kind;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a report makes of a run whose figures can be counted on one's fingers. */
class ReportTest {

  private static final Instant CAME = Instant.parse("2026-01-05T08:00:00Z");
  private static final Result HOLDS = new Result("all is well", 3, 0, List.of());
  private final List<Trail> trails = new ArrayList<>();

  @Test
  void an_order_stands_still_from_the_strike_to_its_next_news() {
    acknowledged(Kind.DELIVERED_CARD, 1_000).news(1_100).news(3_500).ends(3_600);

    assertThat(stalls(2_000, 2_000)).containsExactly(millis(1_500));
  }

  @Test
  void the_longest_gap_counts_if_it_began_before_the_mending() {
    acknowledged(Kind.DELIVERED_CARD, 1_000).news(2_100).news(4_100).ends(9_100);

    assertThat(stalls(2_000, 3_000)).containsExactly(millis(2_000));
    assertThat(stalls(2_000, 5_000)).containsExactly(millis(5_000));
  }

  @Test
  void an_order_that_never_went_on_stands_still_to_the_end() {
    acknowledged(Kind.DELIVERED_CARD, 1_000).news(1_100);

    assertThat(stalls(2_000, 2_000)).containsExactly(millis(8_000));
  }

  @Test
  void orders_that_were_not_open_or_wait_for_others_do_not_count() {
    acknowledged(Kind.DELIVERED_CARD, 2_500).ends(2_600);
    acknowledged(Kind.DELIVERED_CARD, 1_000).ends(1_500);
    acknowledged(Kind.PICKUP_CARD, 1_000).ends(3_000);

    assertThat(stalls(2_000, 2_000)).isEmpty();
  }

  @Test
  void figures_stand_with_the_kind_of_fault() throws Exception {
    acknowledged(Kind.DELIVERED_CARD, 1_000).ends(3_500);
    trails.add(
        new Trail(2, Kind.DELIVERED_CARD, true)
            .add(What.CAME, 2_100_000)
            .answer(What.ORDERED, 503, null, 0, 2_100_000, 2_200_000)
            .answer(What.ORDERED, Codes.CUT, null, 0, 2_300_000, 2_400_000)
            .add(What.GAVE_UP, 2_500_000));

    JsonNode json =
        json(
            report(
                HOLDS,
                new Struck(
                    "kill -9", "node 1", at(2_000), at(3_000), List.of(millis(700)), List.of())));

    JsonNode kind = json.get("kinds").get(0);
    assertThat(kind.get("kind").asText()).isEqualTo("kill -9");
    assertThat(kind.at("/harm/work/p50Millis").asDouble()).isBetween(700.0, 701.0);
    assertThat(kind.at("/harm/news/longestMillis").asDouble()).isBetween(1_499.0, 1_502.0);
    assertThat(kind.at("/harm/errors").asInt()).isEqualTo(1);
    assertThat(kind.at("/harm/retries").asInt()).isEqualTo(2);
    assertThat(kind.at("/harm/retriedAgain").asInt()).isEqualTo(1);
    assertThat(json.at("/totals/offered").asInt()).isEqualTo(2);
    assertThat(json.at("/totals/ends/COMPLETED").asInt()).isEqualTo(1);
    assertThat(json.at("/series/acknowledged/1").asInt()).isEqualTo(1);
    assertThat(json.at("/series/completed/3").asInt()).isEqualTo(1);
    assertThat(json.at("/series/errors/2").asInt()).isEqualTo(2);
    assertThat(json.at("/series/p99Millis/1").asDouble()).isBetween(100.0, 101.0);
    assertThat(json.get("green").asBoolean()).isFalse();
  }

  @Test
  void the_letters_that_stood_longest_say_where_to_and_what_was_tried() throws Exception {
    Letter quick = new Letter(new UUID(0, 1), "billing", "gateway", 700, 1, 30);
    Letter stuck = new Letter(new UUID(0, 2), "kitchen", "gateway", 30_500, 12, 410);
    List<Letter> letters = Letter.longest(List.of(quick, stuck), 2);

    Report report =
        report(HOLDS, new Struck("kill", "node 1", at(2_000), at(3_000), List.of(), letters));

    assertThat(report.text())
        .containsSubsequence(
            "30.50  kitchen to gateway, sent again 12 times, the last 410 ms before",
            "in kill at 2 s",
            "0.70  billing to gateway, sent again 1 times");
    JsonNode first = json(report).at("/faults/0/letters/0");
    assertThat(first.get("to").asText()).isEqualTo("gateway");
    assertThat(first.get("stoodMillis").asLong()).isEqualTo(30_500);
    assertThat(first.get("tries").asInt()).isEqualTo(12);
    assertThat(first.get("triedMillisAgo").asLong()).isEqualTo(410);
  }

  @Test
  void a_check_that_does_not_hold_is_seen_in_every_form() {
    Result broken = new Result("no order is lost", 9, 1, List.of(new Finding("order-7", "lost")));
    Report report = report(broken);

    assertThat(report.isGreen()).isFalse();
    assertThat(report.text()).contains("FAILED no order is lost (9 examined, 1 wrong)", "order-7");
    assertThat(report.json()).contains("order-7");
    assertThat(report.html()).contains("order-7");
  }

  @Test
  void the_page_needs_nothing_beside_it_and_no_text_breaks_out_of_it() {
    Result sly = new Result("</script><b>", 1, 0, List.of());
    String page = report(sly).html();

    assertThat(page).doesNotContain("/*LIBRARY", "/*DATA*/", "</script><b>").contains("uPlot");
    assertThat(page).doesNotContainPattern("(src|href)\\s*=\\s*[\"']");
    assertThat(page.length()).isLessThan(120_000);
  }

  /** A customer who came a tenth of a second before he was acknowledged. */
  private Told acknowledged(Kind kind, long millis) {
    Trail trail = new Trail(trails.size(), kind, true);
    trail.named(new UUID(0, trails.size()));
    trail.add(What.CAME, (millis - 100) * 1_000);
    trail.answer(What.ORDERED, 201, Status.PLACED, 1, millis * 1_000, millis * 1_000);
    trails.add(trail);
    return new Told(trail);
  }

  private record Told(Trail trail) {

    Told news(long millis) {
      trail.add(What.NEWS, 0, Status.PAID, 2, millis * 1_000);
      return this;
    }

    void ends(long millis) {
      trail.add(What.NEWS, 0, Status.COMPLETED, 3, millis * 1_000);
    }
  }

  private List<Duration> stalls(long from, long until) {
    Evidence evidence = evidence();
    return Stalls.of(evidence, Life.of(evidence), at(from), at(until));
  }

  private Report report(Result result, Struck... struck) {
    return Report.of("a run", Map.of("nodes", "4"), evidence(), List.of(struck), List.of(result));
  }

  private Evidence evidence() {
    return new Evidence(1, CAME, Duration.ofSeconds(10), trails, 0, List.of());
  }

  private static JsonNode json(Report report) throws Exception {
    return new ObjectMapper().readTree(report.json());
  }

  private static Instant at(long millis) {
    return CAME.plusMillis(millis);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
