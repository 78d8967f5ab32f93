package bakery.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.gateway.model.News;
import bakery.gateway.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FeedCursorTest {

  private static final UUID ORDER = new UUID(1, 2);

  @Property(tries = 500)
  void whatever_arrives_comes_out_ascending_without_a_gap(
      @ForAll @IntRange(min = 0, max = 12) int after,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll Random random) {
    FeedCursor cursor = new FeedCursor(after);
    List<Integer> seen = new ArrayList<>();

    for (List<News> batch : shuffledWithDuplicatesAndHoles(steps, random)) {
      cursor.offer(batch).forEach(news -> seen.add(news.seq()));
      if (random.nextBoolean() && cursor.behind()) {
        cursor.offer(history(steps)).forEach(news -> seen.add(news.seq()));
      }
    }
    cursor.offer(history(steps)).forEach(news -> seen.add(news.seq()));

    assertThat(seen).isEqualTo(IntStream.rangeClosed(after + 1, steps).boxed().toList());
    assertThat(cursor.behind()).isFalse();
    assertThat(cursor.last()).isEqualTo(Math.max(after, steps));
  }

  @Property(tries = 100)
  void a_hole_shows_until_the_history_was_read(
      @ForAll @IntRange(min = 0, max = 5) int after,
      @ForAll @IntRange(min = 2, max = 5) int ahead) {
    FeedCursor cursor = new FeedCursor(after);

    assertThat(cursor.offer(List.of(news(after + ahead)))).isEmpty();

    assertThat(cursor.behind()).isTrue();
    assertThat(cursor.offer(history(after + ahead))).hasSize(ahead);
    assertThat(cursor.behind()).isFalse();
  }

  private static List<List<News>> shuffledWithDuplicatesAndHoles(int steps, Random random) {
    List<List<News>> batches = new ArrayList<>();
    for (int i = 0; i < 2 * steps; i++) {
      List<News> batch = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(3); j++) batch.add(news(1 + random.nextInt(steps)));
      Collections.shuffle(batch, random);
      batches.add(batch);
    }
    return batches;
  }

  private static List<News> history(int steps) {
    return IntStream.rangeClosed(1, steps).mapToObj(FeedCursorTest::news).toList();
  }

  private static News news(int seq) {
    return new News(ORDER, seq, Status.PAID, Instant.EPOCH, null);
  }
}
