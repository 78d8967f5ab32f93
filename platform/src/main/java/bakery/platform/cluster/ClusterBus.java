package bakery.platform.cluster;

import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.Unreadable;
import bakery.platform.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus over Vert.x's clustered event bus. One for a Vertx. */
final class ClusterBus implements Bus {

  private static final Logger log = LoggerFactory.getLogger(ClusterBus.class);
  private static final int FAILED = 1;
  private static final DeliveryOptions RECEIPTS =
      new DeliveryOptions().setCodecName(ReceiptsCodec.NAME);
  private static final DeliveryOptions ANSWER =
      new DeliveryOptions().setCodecName(ParcelCodec.NAME);

  private final Vertx vertx;
  private final Directory directory;
  private final BusSettings settings;
  private final MeterRegistry meters;
  private final Presence presence;
  private final Map<String, Destination> destinations = new ConcurrentHashMap<>();
  private final Set<Post<?>> posts = ConcurrentHashMap.newKeySet();
  private final Set<Consumer<UUID>> departures = ConcurrentHashMap.newKeySet();

  ClusterBus(
      Vertx vertx, Directory directory, Wire wire, BusSettings settings, MeterRegistry meters) {
    this.vertx = vertx;
    this.directory = directory;
    this.settings = settings;
    this.meters = meters;
    this.presence = new Presence(meters);
    EventBus bus = vertx.eventBus();
    bus.registerCodec(new LetterCodec(wire));
    bus.registerCodec(new ReceiptsCodec());
    bus.registerCodec(new ParcelCodec(wire));
  }

  static String letters(String role) {
    return role;
  }

  static String questions(String role) {
    return role + ".ask";
  }

  @Override
  public Future<List<Receipt>> send(String role, List<Letter> letters) {
    return destination(role).send(letters);
  }

  @Override
  public Future<Registration> serve(
      String role, Function<List<Letter>, Future<List<Receipt>>> handler) {
    return open(letters(role), (Message<LetterBatch> message) -> receive(role, message, handler));
  }

  @Override
  public Future<Object> ask(String role, Object query) {
    return destination(role).ask(query);
  }

  @Override
  public Future<Registration> answer(String role, Function<Object, Future<?>> handler) {
    return open(questions(role), (Message<Parcel> message) -> reply(role, message, handler));
  }

  @Override
  public void publish(String topic, Buffer news) {
    vertx.eventBus().publish(topic, news);
  }

  @Override
  public Future<Registration> subscribe(String topic, Consumer<Buffer> handler) {
    return open(topic, (Message<Buffer> message) -> handler.accept(message.body()));
  }

  @Override
  public Registration onDeparture(Consumer<UUID> handler) {
    Context context = vertx.getOrCreateContext();
    Consumer<UUID> listener = node -> context.runOnContext(ignored -> handler.accept(node));
    departures.add(listener);
    return () -> {
      departures.remove(listener);
      return Future.succeededFuture();
    };
  }

  /** The cluster has lost a node, or believes so. Called by any thread. */
  void departed(UUID node) {
    departures.forEach(listener -> listener.accept(node));
  }

  /** What this JVM listens at, for the probe. */
  Set<Post<?>> posts() {
    return posts;
  }

  Presence presence() {
    return presence;
  }

  void close() {
    destinations.values().forEach(Destination::close);
  }

  private void receive(
      String role,
      Message<LetterBatch> message,
      Function<List<Letter>, Future<List<Receipt>>> handler) {
    List<Letter> letters;
    try {
      letters = message.body().letters();
    } catch (RuntimeException e) {
      fail(message, role + ": a batch of letters cannot be read, it comes again", e);
      return;
    }
    List<Letter> readable = letters.stream().filter(ClusterBus::readable).toList();
    attempt(handler, readable)
        .map(receipts -> merge(letters, readable, receipts))
        .onSuccess(receipts -> message.reply(receipts, RECEIPTS))
        .onFailure(
            failure -> {
              log.warn("{}: {} letters failed, they come again", role, letters.size(), failure);
              message.reply(Receipts.later(letters.size()), RECEIPTS);
            });
  }

  private void reply(String role, Message<Parcel> message, Function<Object, Future<?>> handler) {
    Optional<Object> query;
    try {
      query = message.body().content();
    } catch (RuntimeException e) {
      fail(message, role + ": a question cannot be read, the asker tries later", e);
      return;
    }
    if (query.isEmpty()) {
      message.fail(FAILED, "this release does not know the question");
      return;
    }
    attempt(handler, query.get())
        .onSuccess(answer -> message.reply(new Parcel(Optional.of(answer)), ANSWER))
        .onFailure(e -> fail(message, role + ": a question failed, the asker tries later", e));
  }

  /** The other side hears no text of ours: it might quote what must stand in no log. */
  private static void fail(Message<?> message, String what, Throwable failure) {
    log.warn(what, failure);
    message.fail(FAILED, failure.getClass().getSimpleName());
  }

  private static <Q, A> Future<? extends A> attempt(
      Function<Q, ? extends Future<? extends A>> handler, Q query) {
    try {
      return handler.apply(query);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static boolean readable(Letter letter) {
    return letter.message() != null && !(letter.message() instanceof Unreadable);
  }

  private static Receipts merge(
      List<Letter> letters, List<Letter> readable, List<Receipt> receipts) {
    if (receipts.size() != readable.size()) {
      throw new IllegalStateException(
          receipts.size() + " receipts for " + readable.size() + " letters");
    }
    if (readable.size() == letters.size()) return new Receipts(receipts);
    List<Receipt> all = new ArrayList<>(letters.size());
    int next = 0;
    for (Letter letter : letters) {
      all.add(
          switch (letter.message()) {
            case null -> Receipt.LATER;
            case Unreadable unreadable -> Receipt.refused(unreadable.why());
            default -> receipts.get(next++);
          });
    }
    return new Receipts(all);
  }

  /** Listens at an address of this JVM, which the probe looks after. */
  <T> Future<Registration> open(String address, Handler<Message<T>> handler) {
    Post<T> post = new Post<>(vertx, address, handler, presence, posts::remove);
    posts.add(post);
    return post.open().onFailure(unconfirmed -> posts.remove(post)).map(post);
  }

  private Destination destination(String role) {
    return destinations.computeIfAbsent(role, this::newDestination);
  }

  private Destination newDestination(String role) {
    directory.share(letters(role));
    directory.share(questions(role));
    return new Destination(vertx, role, settings, meters);
  }
}
