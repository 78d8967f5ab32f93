package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.gateway.model.News;
import bakery.gateway.model.Status;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutletTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger dismissals = new AtomicInteger();
  private final Hose hose = new Hose();
  private final AtomicLong clock = new AtomicLong(1_000);
  private Outlet outlet;

  @BeforeEach
  void make() {
    outlet = onLoop(() -> new Outlet(vertx, 0, dismissals::incrementAndGet, 10, clock::get));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void what_came_before_the_connection_opened_is_sent_when_it_does() {
    outlet.hear(news(1, 2));

    onLoop(() -> open());

    assertThat(hose.written).containsExactly(1, 2);
  }

  @Test
  void what_a_full_connection_cannot_take_follows_when_it_has_room() {
    onLoop(() -> open());
    hose.full = true;
    outlet.hear(news(1, 3));
    outlet.end();
    settle();
    assertThat(hose.written).isEmpty();

    hose.full = false;
    onLoop(() -> flush());

    assertThat(hose.written).containsExactly(1, 2, 3);
    assertThat(hose.ending).isEqualTo("ENDED 3");
  }

  @Test
  void who_is_too_slow_is_cut_off_and_told_where_to_resume() {
    onLoop(() -> open());
    outlet.hear(news(1, 2));
    settle();
    hose.full = true;

    outlet.hear(news(3, 3 + Limits.FOLLOWER_QUEUE));

    await().until(() -> "SLOW 2".equals(hose.ending));
    assertThat(dismissals).hasValue(1);
    outlet.hear(news(100, 101));
    settle();
    assertThat(hose.written).containsExactly(1, 2);
  }

  @Test
  void whose_connection_stays_full_for_too_long_is_cut_off_as_well() {
    onLoop(() -> open());
    hose.full = true;
    outlet.hear(news(1, 1));
    settle();

    clock.addAndGet(Limits.FOLLOWER_STUCK_MILLIS);
    await().until(() -> hose.pings > 2);
    assertThat(hose.ending).isNull();
    clock.addAndGet(1);

    await().until(() -> "SLOW 0".equals(hose.ending));
    assertThat(dismissals).hasValue(1);
  }

  @Test
  void who_gives_no_sign_of_life_is_cut_off() {
    onLoop(() -> open());

    hose.dead = true;

    await().until(() -> "DEAD 0".equals(hose.ending));
    assertThat(dismissals).hasValue(1);
  }

  @Test
  void leaving_does_not_wait_for_a_full_connection() {
    onLoop(() -> open());
    hose.full = true;
    outlet.hear(news(1, 3));

    outlet.leave();

    await().until(() -> "LEAVING 0".equals(hose.ending));
    assertThat(dismissals).hasValue(1);
  }

  @Test
  void a_connection_that_breaks_is_dismissed_once() {
    onLoop(() -> open());

    onLoop(() -> closed());
    onLoop(() -> closed());

    assertThat(dismissals).hasValue(1);
    assertThat(outlet.isClosed()).isTrue();
  }

  private Void open() {
    outlet.open(hose);
    return null;
  }

  private Void flush() {
    outlet.flush();
    return null;
  }

  private Void closed() {
    outlet.closed();
    return null;
  }

  private final io.vertx.core.Context loop = vertx.getOrCreateContext();

  private <T> T onLoop(java.util.function.Supplier<T> task) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(v -> done.complete(task.get()));
    return done.future().await();
  }

  private void settle() {
    onLoop(() -> null);
  }

  private static List<News> news(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(seq -> new News(new UUID(1, 1), seq, Status.PAID, Instant.EPOCH, null))
        .toList();
  }

  private static final class Hose implements Pipe {
    final List<Integer> written = new CopyOnWriteArrayList<>();
    volatile boolean full;
    volatile boolean dead;
    volatile int pings;
    volatile String ending;

    @Override
    public boolean full() {
      return full;
    }

    @Override
    public void write(News news) {
      written.add(news.seq());
    }

    @Override
    public void ping() {
      pings = pings + 1;
    }

    @Override
    public boolean dead() {
      return dead;
    }

    @Override
    public void close(Ending why, int lastSeq) {
      ending = why + " " + lastSeq;
    }
  }
}
