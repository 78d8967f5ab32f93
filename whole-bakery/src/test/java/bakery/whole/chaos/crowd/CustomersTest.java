package bakery.whole.chaos.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a customer does, and remembers, when a gateway misbehaves. */
@Timeout(30)
@Tag("alone")
class CustomersTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private final OddGateway gateway = new OddGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void he_says_the_same_again_under_the_same_key_until_it_is_taken() {
    gateway.placing.addAll(List.of(503, 429, 0));

    Trail trail = only(served(plan()));

    assertThat(gateway.requests().values()).containsExactly(4);
    assertThat(answers(trail, What.ORDERED)).containsExactly(503, 429, Codes.CUT, 201);
    assertThat(trail.isAcknowledged()).isTrue();
  }

  @Test
  void who_gets_no_answer_in_time_says_it_again() {
    gateway.placing.add(1);

    Trail trail = only(served(plan().patientFor(Duration.ofMillis(700), ANSWER)));

    assertThat(gateway.requests().values()).containsExactly(2);
    assertThat(answers(trail, What.ORDERED)).containsExactly(Codes.TIMED_OUT, 201);
  }

  @Test
  void he_gives_up_when_his_patience_is_over_and_at_last_finds_nothing_under_his_key() {
    gateway.placing.addAll(IntStream.range(0, 500).mapToObj(i -> 503).toList());

    Trail trail = only(served(plan().patientFor(ANSWER, Duration.ofMillis(500))));

    assertThat(trail.isAcknowledged()).isFalse();
    assertThat(what(trail)).contains(What.GAVE_UP);
    assertThat(answers(trail, What.ASKED)).containsExactly(404);
  }

  @Test
  void he_does_not_insist_when_he_is_refused() {
    gateway.placing.add(500);

    Evidence evidence = served(plan());

    assertThat(answers(only(evidence), What.ORDERED)).containsExactly(500);
    assertThat(what(only(evidence))).contains(What.GAVE_UP);
  }

  @Test
  void a_feed_that_is_cut_goes_on_after_the_last_step() {
    gateway.cuts.addAll(List.of(1, 2));

    Trail trail = only(served(plan()));

    assertThat(gateway.afters).containsExactly(0, 1, 2);
    assertThat(trail.entries())
        .filteredOn(entry -> entry.what() == What.NEWS)
        .extracting(Entry::seq)
        .containsExactly(1, 2, 3);
    assertThat(trail.entries())
        .filteredOn(entry -> entry.what() == What.CLOSED)
        .extracting(Entry::code)
        .containsExactly(1012, 1012, 1000);
  }

  @Test
  void a_feed_that_is_refused_is_opened_when_it_was_asked_to_be() {
    gateway.refusals.add(1);

    List<Entry> feed = only(served(plan())).entries();

    assertThat(gateway.afters).containsExactly(0);
    Entry refused = feed.stream().filter(e -> e.what() == What.CLOSED).findFirst().orElseThrow();
    Entry again = feed.get(feed.indexOf(refused) + 1);
    assertThat(refused.code()).isEqualTo(503);
    assertThat(again.what()).isEqualTo(What.OPENED);
    assertThat(again.micros() - refused.micros()).isGreaterThanOrEqualTo(1_000_000);
  }

  @Test
  void an_answer_that_is_not_the_first_is_noticed() {
    gateway.totals.addAll(List.of("4.40", "4.50"));

    Evidence evidence = served(plan().repeating(1, 0));

    assertThat(answers(only(evidence), What.REPEATED)).containsExactly(201);
    assertThat(what(only(evidence))).contains(What.DIFFERED);
    assertThat(evidence.oddities()).singleElement().asString().contains("4.50", "4.40");
  }

  @Test
  void the_same_answer_is_the_same() {
    Trail trail = only(served(plan().repeating(1, 1)));

    assertThat(answers(trail, What.REPEATED)).containsExactly(201, 201);
    assertThat(what(trail)).doesNotContain(What.DIFFERED);
  }

  @Test
  void who_reads_reads_until_the_end() {
    Trail trail = only(served(plan().following(0).reading(1)));

    assertThat(what(trail)).doesNotContain(What.OPENED).contains(What.READ);
    assertThat(trail.endedMicros()).isPresent();
  }

  @Test
  void customers_come_at_the_rate_they_like_whatever_the_gateway_does() {
    gateway.placing.addAll(IntStream.range(0, 100_000).mapToObj(i -> 503).toList());
    Plan plan = plan().atMost(Long.MAX_VALUE).atRate(200).patientFor(ANSWER, Duration.ofSeconds(1));

    try (Customers customers = new Customers(plan).start()) {
      Awaitility.await().atMost(LIMIT).until(() -> customers.progress().offered() >= 400);
      long offered = customers.progress().offered();
      double seconds = customers.evidence().lasted().toMillis() / 1e3;

      assertThat(offered / seconds).isBetween(130.0, 270.0);
      assertThat(customers.progress().errorsNow()).isPositive();
    }
  }

  /** One customer of a steady kind. */
  private Plan plan() {
    long seed = 0;
    Plan plan;
    do {
      plan = Plan.of(gateway.uri(), "staff", ++seed).atMost(1).repeating(0, 0).reading(0);
    } while (Wants.of(plan, 0).kind() != Kind.DELIVERED_CARD || Wants.of(plan, 0).asks());
    return plan;
  }

  private static Evidence served(Plan plan) {
    try (Customers customers = new Customers(plan).start()) {
      Awaitility.await().atMost(LIMIT).until(() -> customers.progress().offered() == 1);
      assertThat(customers.stopOrdering(Duration.ofSeconds(25))).isZero();
      return customers.evidence();
    }
  }

  private static Trail only(Evidence evidence) {
    assertThat(evidence.trails()).hasSize(1);
    return evidence.trails().getFirst();
  }

  private static List<Integer> answers(Trail trail, What what) {
    return trail.entries().stream().filter(e -> e.what() == what).map(Entry::code).toList();
  }

  private static List<What> what(Trail trail) {
    return trail.entries().stream().map(Entry::what).toList();
  }

  @Test
  void every_kind_has_its_share() {
    assertThat(Arrays.stream(Kind.values()).mapToInt(Kind::share).sum()).isEqualTo(Kind.OF);
  }

  @Test
  void the_seed_decides_everything() {
    Plan plan = Plan.of(gateway.uri(), "staff", 1);

    assertThat(Wants.of(plan, 5)).isEqualTo(Wants.of(plan, 5)).isNotEqualTo(Wants.of(plan, 6));
    assertThat(Wants.key(1, 5)).isEqualTo(Wants.of(plan, 5).key()).isNotEqualTo(Wants.key(2, 5));
  }
}
