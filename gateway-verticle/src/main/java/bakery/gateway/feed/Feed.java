package bakery.gateway.feed;

import bakery.gateway.model.News;
import bakery.platform.Bus;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells followers what happens to their orders, whichever gateway it happened at. The bus is quick
 * and may lose; so holes, silence and old age make it compare how far the orders have come, and
 * read the committed history of those that went on unheard. Confined to one event loop, which also
 * calls {@link #tick}.
 */
public final class Feed {

  public static final String TOPIC = "gateway.news";
  public static final long TICK_MILLIS = 1_000;

  static final int READ_BATCH = 100;
  static final int CHECK_BATCH = 2_000;

  /** Beyond this age a followed order is looked at again, whatever the bus says. */
  static final long STALE_MILLIS = 15_000;

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final UUID me;
  private final Bus bus;
  private final Histories histories;
  private final int maxFollowers;
  private final LongSupplier millis;
  private final Senders senders = new Senders();
  private final Map<UUID, Audience> audiences = new HashMap<>();
  private final Set<UUID> wanted = new LinkedHashSet<>();
  private final Set<UUID> doubted = new LinkedHashSet<>();
  private Bus.Registration registration = Future::succeededFuture;
  private Consumer<News> listener;
  private long number;
  private volatile int followers;
  private boolean reading;
  private boolean checking;
  private boolean closed;
  private boolean everySecondTick;

  public Feed(UUID me, Bus bus, Histories histories, int maxFollowers, LongSupplier millis) {
    this.me = me;
    this.bus = bus;
    this.histories = histories;
    this.maxFollowers = maxFollowers;
    this.millis = millis;
  }

  /** Hears the news of all gateways, of orders that nobody follows too. Before the start. */
  public void overhear(Consumer<News> everything) {
    listener = everything;
  }

  public Future<Void> start() {
    return bus.subscribe(TOPIC, this::heard).onSuccess(r -> registration = r).mapEmpty();
  }

  /** What this JVM has committed, in the order of its commits. */
  public void announce(List<News> committed) {
    if (committed.isEmpty()) return;
    pass(committed);
    bus.publish(TOPIC, BulletinCodec.encode(Bulletin.of(me, ++number, committed)));
    read();
  }

  /**
   * Registers first and reads then, so that nothing falls between.
   *
   * @param after the last step the follower has seen, 0 for none
   * @return fails with {@link TryLater} when there is no room or the database is away
   */
  public Future<Admission> follow(UUID orderId, int after, Follower follower) {
    if (closed) return Future.failedFuture(new TryLater("this gateway closes"));
    if (followers >= maxFollowers) {
      return Future.failedFuture(
          new TryLater("no room for more than " + maxFollowers + " followers"));
    }
    Following following = new Following(orderId, after, follower);
    audiences
        .computeIfAbsent(orderId, id -> new Audience(millis.getAsLong()))
        .followings
        .add(following);
    followers++;
    wanted.add(orderId);
    read();
    return following.admission.future();
  }

  public void dismiss(Following following) {
    Audience audience = audiences.get(following.orderId);
    if (audience == null || !audience.followings.remove(following)) return;
    followers--;
    if (audience.followings.isEmpty()) audiences.remove(following.orderId);
  }

  public int followers() {
    return followers;
  }

  /** Once a second: beats, and reads again what may have been missed. */
  public void tick() {
    long now = millis.getAsLong();
    everySecondTick = !everySecondTick;
    bus.publish(TOPIC, BulletinCodec.encode(Bulletin.beat(me, number)));
    boolean doubtful = senders.someoneIsSilent(now) && everySecondTick;
    audiences.forEach(
        (id, audience) -> {
          boolean stale = now - audience.readAtMillis > STALE_MILLIS;
          if (audience.behind()) wanted.add(id);
          else if (doubtful || stale) doubted.add(id);
        });
    read();
    check();
  }

  /** Sends the followers elsewhere and takes no more. */
  public void close() {
    closed = true;
    List<Following> all = audiences.values().stream().flatMap(a -> a.followings.stream()).toList();
    all.forEach(following -> following.follower.leave());
    all.forEach(this::dismiss);
  }

  /** After the last news: the others need not worry about the silence. */
  public Future<Void> goodbye() {
    bus.publish(TOPIC, BulletinCodec.encode(Bulletin.goodbye(me, number)));
    Bus.Registration ending = registration;
    registration = Future::succeededFuture;
    return ending.end();
  }

  private void heard(Buffer buffer) {
    if (!BulletinCodec.readable(buffer)) {
      LOG.debug("a bulletin of another release; what it told is read within {} ms", STALE_MILLIS);
      return;
    }
    if (BulletinCodec.sender(buffer).equals(me)) return;
    Bulletin bulletin = BulletinCodec.decode(buffer, this::isWanted);
    if (senders.missedBefore(bulletin, millis.getAsLong()) && !audiences.isEmpty()) {
      LOG.info(
          "missed news of gateway {}, {} orders are checked", bulletin.sender(), audiences.size());
      doubted.addAll(audiences.keySet());
    }
    pass(bulletin.news());
    read();
    check();
  }

  private boolean isWanted(UUID order) {
    return listener != null || audiences.containsKey(order);
  }

  private void pass(List<News> news) {
    for (News each : news) {
      if (listener != null) listener.accept(each);
      Audience audience = audiences.get(each.orderId());
      if (audience == null) continue;
      tell(audience, List.of(each));
      if (audience.behind()) wanted.add(each.orderId());
    }
  }

  private void tell(Audience audience, List<News> news) {
    for (Following done : audience.hear(news)) {
      if (!done.admitted) continue; // its own read is on the way and ends it
      dismiss(done);
      done.follower.end();
    }
  }

  private void read() {
    if (reading || wanted.isEmpty()) return;
    List<UUID> batch = nextBatch();
    if (batch.isEmpty()) return;
    reading = true;
    histories
        .read(batch)
        .onSuccess(found -> told(batch, found))
        .onFailure(away -> turnAway(batch, away))
        .onComplete(
            done -> {
              reading = false;
              if (done.succeeded()) read(); // else the next tick tries again
            });
  }

  private List<UUID> nextBatch() {
    List<UUID> batch = take(wanted, READ_BATCH);
    for (UUID id : batch) {
      audiences.get(id).followings.forEach(following -> following.asked = true);
    }
    return batch;
  }

  /** Those of them that somebody follows. */
  private List<UUID> take(Set<UUID> from, int most) {
    List<UUID> taken = new ArrayList<>();
    Iterator<UUID> ids = from.iterator();
    while (ids.hasNext() && taken.size() < most) {
      UUID id = ids.next();
      ids.remove();
      if (audiences.containsKey(id)) taken.add(id);
    }
    return taken;
  }

  private void check() {
    if (checking || doubted.isEmpty()) return;
    List<UUID> batch = take(doubted, CHECK_BATCH);
    if (batch.isEmpty()) return;
    checking = true;
    histories
        .lastSteps(batch)
        .onSuccess(this::checked)
        .onFailure(
            away -> {
              LOG.debug("cannot check {} followed orders: {}", batch.size(), away.getMessage());
              doubted.addAll(batch);
            })
        .onComplete(
            done -> {
              checking = false;
              if (done.failed()) return; // the next tick tries again
              read();
              check();
            });
  }

  private void checked(Map<UUID, Integer> lastSteps) {
    lastSteps.forEach(
        (id, seq) -> {
          Audience audience = audiences.get(id);
          if (audience == null) return;
          if (audience.before(seq)) wanted.add(id);
          else audience.readAtMillis = millis.getAsLong();
        });
  }

  private void told(List<UUID> batch, List<List<News>> found) {
    Map<UUID, List<News>> byOrder =
        found.stream().collect(Collectors.toMap(history -> history.getFirst().orderId(), h -> h));
    for (UUID id : batch) {
      Audience audience = audiences.get(id);
      if (audience == null) continue;
      List<News> history = byOrder.getOrDefault(id, List.of());
      audience.readAtMillis = millis.getAsLong();
      List.copyOf(audience.followings).forEach(following -> admit(following, history));
      tell(audience, history);
    }
  }

  private void admit(Following following, List<News> history) {
    if (following.admitted || !following.asked) return;
    if (history.isEmpty()) {
      dismiss(following);
      following.admission.complete(new Admission.UnknownOrder());
      return;
    }
    News last = history.getLast();
    if (following.after > last.seq()) {
      dismiss(following);
      following.admission.complete(new Admission.NotThatFar(last.seq()));
      return;
    }
    following.admit(last.status().isFinal() && following.after == last.seq());
    following.admission.complete(new Admission.Admitted(following));
  }

  private void turnAway(List<UUID> batch, Throwable why) {
    LOG.debug("cannot read {} followed orders, trying again: {}", batch.size(), why.getMessage());
    for (UUID id : batch) {
      Audience audience = audiences.get(id);
      if (audience == null) continue;
      wanted.add(id);
      for (Following following : List.copyOf(audience.followings)) {
        if (following.admitted || !following.asked) continue;
        dismiss(following);
        following.admission.fail(why);
      }
    }
  }
}
