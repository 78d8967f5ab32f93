package bakery.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.gateway.FakeBus;
import bakery.gateway.model.News;
import bakery.gateway.model.Status;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final UUID ORDER = new UUID(0, 7);

  private final FakeBus bus = new FakeBus();
  private final Map<UUID, List<News>> database = new HashMap<>();
  private final List<Collection<UUID>> reads = new ArrayList<>();
  private final List<Collection<UUID>> checks = new ArrayList<>();
  private boolean databaseAway;
  private Promise<Void> slowDatabase;
  private long now = 1_000_000;
  private final Feed here = feed(1, 3);
  private final Feed there = feed(2, 3);
  private final Ears ears = new Ears();

  @BeforeEach
  void open() {
    here.start();
    there.start();
    commit(Status.PLACED);
  }

  @Test
  void history_comes_first_then_news_from_any_gateway() {
    here.follow(ORDER, 0, ears);

    here.announce(commit(Status.PAID));
    there.announce(commit(Status.BAKING));

    assertThat(ears.heard).containsExactly(1, 2, 3);
  }

  @Test
  void who_resumes_hears_only_what_he_has_not_seen() {
    commit(Status.PAID);
    commit(Status.BAKING);

    here.follow(ORDER, 2, ears);

    assertThat(ears.heard).containsExactly(3);
  }

  @Test
  void news_that_arrives_while_the_history_is_read_is_neither_lost_nor_told_twice() {
    slowDatabase = Promise.promise();
    Future<Admission> admission = here.follow(ORDER, 0, ears);

    there.announce(commit(Status.PAID));
    assertThat(admission.isComplete()).isFalse();
    slowDatabase.complete();

    assertThat(ears.heard).containsExactly(1, 2);
  }

  @Test
  void a_gap_is_read_at_once() {
    here.follow(ORDER, 0, ears);
    bus.losing((topic, news) -> true);
    there.announce(commit(Status.PAID));
    bus.losing((topic, news) -> false);
    int before = reads.size();

    there.announce(commit(Status.BAKING));

    assertThat(ears.heard).containsExactly(1, 2, 3);
    assertThat(reads).hasSizeGreaterThan(before);
  }

  @Test
  void a_lost_last_bulletin_shows_in_the_next_beat() {
    here.follow(ORDER, 0, ears);
    there.tick();
    bus.losing((topic, news) -> true);
    there.announce(commit(Status.PAID));
    bus.losing((topic, news) -> false);
    assertThat(ears.heard).containsExactly(1);

    there.tick();

    assertThat(ears.heard).containsExactly(1, 2);
  }

  @Test
  void a_gateway_that_falls_silent_is_not_trusted_to_have_said_all() {
    here.follow(ORDER, 0, ears);
    there.tick();
    bus.losing((topic, news) -> true);
    there.announce(commit(Status.PAID));

    passSeconds(6);

    assertThat(ears.heard).containsExactly(1, 2);
  }

  @Test
  void news_of_a_gateway_that_was_never_heard_arrives_all_the_same() {
    here.follow(ORDER, 0, ears);
    bus.losing((topic, news) -> true);
    there.announce(commit(Status.PAID));

    passSeconds(17);

    assertThat(ears.heard).containsExactly(1, 2);
  }

  @Test
  void only_orders_that_went_on_unheard_are_read_again() {
    UUID other = new UUID(0, 8);
    database.put(other, List.of(new News(other, 1, Status.PLACED, Instant.EPOCH, null)));
    here.follow(ORDER, 0, ears);
    here.follow(other, 0, new Ears());
    there.tick();
    bus.losing((topic, news) -> true);
    there.announce(commit(Status.PAID));
    reads.clear();

    passSeconds(6);

    assertThat(checks).anyMatch(batch -> batch.size() == 2);
    assertThat(reads).containsOnly(List.of(ORDER)).hasSize(1);
    assertThat(ears.heard).containsExactly(1, 2);
  }

  @Test
  void a_gateway_that_said_goodbye_makes_nobody_read_again() {
    here.follow(ORDER, 0, ears);
    there.tick();
    there.goodbye();
    int before = reads.size();

    passSeconds(10);

    assertThat(reads).hasSize(before);
    assertThat(checks).isEmpty();
  }

  @Test
  void the_end_of_the_order_ends_the_feed() {
    here.follow(ORDER, 0, ears);

    there.announce(commit(Status.DECLINED));

    assertThat(ears.heard).containsExactly(1, 2);
    assertThat(ears.ended).isTrue();
    assertThat(here.followers()).isZero();
  }

  @Test
  void who_has_seen_the_end_is_told_so() {
    commit(Status.DECLINED);

    Admission admission = here.follow(ORDER, 2, ears).result();

    assertThat(admission)
        .isInstanceOfSatisfying(
            Admission.Admitted.class, in -> assertThat(in.following().sawTheEndBefore()).isTrue());
    assertThat(ears.heard).isEmpty();
    assertThat(ears.ended).isTrue();
  }

  @Test
  void unknown_orders_and_steps_that_never_were_are_refused() {
    assertThat(here.follow(new UUID(9, 9), 0, ears).result())
        .isEqualTo(new Admission.UnknownOrder());
    assertThat(here.follow(ORDER, 2, ears).result()).isEqualTo(new Admission.NotThatFar(1));
    assertThat(here.followers()).isZero();
  }

  @Test
  void the_fourth_of_three_followers_is_turned_away() {
    for (int i = 0; i < 3; i++) here.follow(ORDER, 0, new Ears());

    assertThat(here.follow(ORDER, 0, ears).cause()).isInstanceOf(TryLater.class);
    assertThat(here.followers()).isEqualTo(3);
  }

  @Test
  void without_a_database_newcomers_are_turned_away_and_the_others_catch_up_later() {
    here.follow(ORDER, 0, ears);
    databaseAway = true;
    Ears newcomer = new Ears();
    assertThat(here.follow(ORDER, 0, newcomer).failed()).isTrue();
    commit(Status.PAID);
    there.announce(commit(Status.BAKING));
    assertThat(ears.heard).containsExactly(1);

    databaseAway = false;
    passSeconds(1);

    assertThat(ears.heard).containsExactly(1, 2, 3);
    assertThat(newcomer.heard).isEmpty();
    assertThat(here.followers()).isEqualTo(1);
  }

  @Test
  void a_storm_of_followers_is_read_in_batches() {
    Feed big = feed(3, 10_000);
    big.start();
    slowDatabase = Promise.promise();
    List<Ears> crowd = IntStream.range(0, 1_200).mapToObj(i -> new Ears()).toList();

    for (int i = 0; i < crowd.size(); i++) {
      UUID order = new UUID(5, i);
      database.put(order, List.of(new News(order, 1, Status.PLACED, Instant.EPOCH, null)));
      big.follow(order, 0, crowd.get(i));
    }
    slowDatabase.complete();

    assertThat(crowd).allSatisfy(each -> assertThat(each.heard).containsExactly(1));
    assertThat(reads)
        .hasSizeLessThanOrEqualTo(2 + 1_200 / Feed.READ_BATCH)
        .allMatch(batch -> batch.size() <= Feed.READ_BATCH);
  }

  @Test
  void when_the_gateway_closes_everybody_is_sent_elsewhere() {
    here.follow(ORDER, 0, ears);

    here.close();

    assertThat(ears.left).isTrue();
    assertThat(here.followers()).isZero();
    assertThat(here.follow(ORDER, 1, ears).cause()).isInstanceOf(TryLater.class);
  }

  private Feed feed(int node, int maxFollowers) {
    return new Feed(new UUID(0, node), bus, new Committed(), maxFollowers, () -> now);
  }

  private final class Committed implements Histories {

    @Override
    public Future<List<List<News>>> read(Collection<UUID> ids) {
      reads.add(List.copyOf(ids));
      List<UUID> asked = List.copyOf(ids);
      return answers()
          .map(v -> asked.stream().filter(database::containsKey).map(database::get).toList());
    }

    @Override
    public Future<Map<UUID, Integer>> lastSteps(Collection<UUID> ids) {
      checks.add(List.copyOf(ids));
      List<UUID> asked = List.copyOf(ids);
      return answers()
          .map(
              v ->
                  asked.stream()
                      .filter(database::containsKey)
                      .collect(Collectors.toMap(id -> id, id -> database.get(id).size())));
    }

    private Future<Void> answers() {
      if (databaseAway) return Future.failedFuture(new TryLater("away"));
      return slowDatabase == null ? Future.succeededFuture() : slowDatabase.future();
    }
  }

  private List<News> commit(Status status) {
    List<News> history = new ArrayList<>(database.getOrDefault(ORDER, List.of()));
    News news = new News(ORDER, history.size() + 1, status, Instant.EPOCH, "because");
    history.add(news);
    database.put(ORDER, List.copyOf(history));
    return List.of(news);
  }

  private void passSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      here.tick();
    }
  }

  private static final class Ears implements Follower {
    final List<Integer> heard = new ArrayList<>();
    boolean ended;
    boolean left;

    @Override
    public void hear(List<News> news) {
      news.forEach(each -> heard.add(each.seq()));
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void leave() {
      left = true;
    }
  }
}
