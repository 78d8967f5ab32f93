package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.ClusterPorts;
import bakery.platform.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A whole bakery of real JVMs on a database of its own, and what a customer can do with it; tests
 * that open one are tagged {@code alone}, for they need the processors alone. A customer is patient
 * and clever: told to try later or cut off, it goes to another gateway with the same key.
 */
final class WholeBakery implements AutoCloseable {

  private static final String CLUSTER_NODES = "bakery_cluster_nodes";
  private static final int AT_ONCE = 64;
  private static final Duration BREATH = Duration.ofMillis(100);
  private static final Patience PATIENCE_AT_THE_END = Patience.seconds(30);
  private static final Duration CUSTOMERS_PATIENCE = Duration.ofSeconds(30);

  private final TestDatabase database = TestDatabase.database();
  private final Map<String, String> environment;
  private final List<Jvm> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final Books books;

  private WholeBakery(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(database.settings());
    String name = "whole-bakery-" + UUID.randomUUID().toString().substring(0, 8);
    all.put("BAKERY_CLUSTER_NAME", name);
    all.put("BAKERY_CLUSTER_PORT", Integer.toString(ClusterPorts.stretch()));
    all.put("BAKERY_DATA", Path.of("target", name).toAbsolutePath().toString());
    all.putAll(TestStaff.SETTINGS);
    all.putAll(settings);
    environment = Map.copyOf(all);
    books = new Books(database);
  }

  /**
   * Opens with these nodes and waits until all are ready.
   *
   * @param settings variables and values in turn
   */
  static WholeBakery open(List<String> roles, String... settings) {
    Map<String, String> told = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) told.put(settings[i], settings[i + 1]);
    WholeBakery bakery = new WholeBakery(told);
    try {
      roles.forEach(bakery::add);
      bakery.startTwoByTwo();
      bakery.books.watch();
      return bakery;
    } catch (RuntimeException | AssertionError e) {
      bakery.end();
      throw e;
    }
  }

  /** One more node; the caller waits for it. */
  Jvm start(String roles) {
    return add(roles).start();
  }

  /** The same, for the caller to tell it something and to start it. */
  Jvm prepare(String roles) {
    return add(roles);
  }

  private Jvm add(String roles) {
    String name = roles.replaceAll("[=,0-9]+", "-") + nodes.size();
    Jvm node = new Jvm(name, roles, environment);
    nodes.add(node);
    return node;
  }

  List<Jvm> nodes() {
    return List.copyOf(nodes);
  }

  /** Starts again what was killed, and waits until all are ready and see one another. */
  WholeBakery whole() {
    startTwoByTwo();
    awaitTogether();
    return this;
  }

  /** More at once would only keep one another from the processors. */
  private void startTwoByTwo() {
    for (int i = 0; i < nodes.size(); i += 2) {
      List<Jvm> two = nodes.subList(i, Math.min(i + 2, nodes.size()));
      two.stream().filter(node -> !node.isAlive()).forEach(Jvm::start);
      two.forEach(Jvm::awaitReady);
    }
  }

  /** Waits until the nodes are one cluster, as after a split. */
  void awaitTogether() {
    Patience.seconds(60)
        .until(
            "all nodes see one another",
            () -> nodes.stream().allMatch(node -> node.metric(CLUSTER_NODES) == nodes.size()));
  }

  /** Ends a node and forgets it. */
  void dismiss(Jvm node) {
    node.end();
    nodes.remove(node);
  }

  List<Jvm> kitchens() {
    return nodes.stream().filter(node -> node.plays("kitchen")).toList();
  }

  List<Jvm> livingGateways() {
    return nodes.stream().filter(Jvm::isGateway).filter(Jvm::isAlive).toList();
  }

  TestDatabase database() {
    return database;
  }

  Books books() {
    return books;
  }

  Tracked order(Wanted wanted) {
    return orderAs(UUID.randomUUID().toString(), wanted);
  }

  /** Orders under a key until some gateway has acknowledged it. */
  Tracked orderAs(String key, Wanted wanted) {
    long deadline = System.nanoTime() + CUSTOMERS_PATIENCE.toNanos();
    List<String> answers = new ArrayList<>();
    while (System.nanoTime() < deadline) {
      Optional<Http.Reply> reply = anyGateway(gateway -> placing(gateway, key, wanted));
      if (reply.isPresent() && reply.get().status() / 100 == 2) {
        return Tracked.of(this, reply.get().json());
      }
      answers.add(reply.map(r -> r.status() + " " + r.body()).orElse("no answer"));
      reply
          .map(Http.Reply::status)
          .ifPresent(status -> assertThat(status).as("%s", answers).isIn(429, 502, 503, 504));
      LockSupport.parkNanos(BREATH.toNanos()); // as Retry-After asks, only shorter
    }
    throw new AssertionError("not ordered within " + CUSTOMERS_PATIENCE + ": " + answers);
  }

  /** Runs them side by side, a bounded number at a time. */
  static <T> List<T> atOnce(List<Callable<T>> tasks) {
    Semaphore room = new Semaphore(AT_ONCE);
    try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          tasks.stream().map(task -> customers.submit(() -> inside(room, task))).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) results.add(each.get());
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static <T> T inside(Semaphore room, Callable<T> task) throws Exception {
    room.acquire();
    try {
      return task.call();
    } finally {
      room.release();
    }
  }

  /** Asks one gateway after the other until one answers, whatever it says. */
  Optional<Http.Reply> anyGateway(Function<Jvm, HttpRequest> request) {
    List<Jvm> gateways = livingGateways();
    int first = turn.getAndIncrement();
    for (int i = 0; i < gateways.size(); i++) {
      Jvm gateway = gateways.get(Math.floorMod(first + i, gateways.size()));
      Optional<Http.Reply> reply = Http.send(request.apply(gateway));
      if (reply.isPresent()) return reply;
    }
    return Optional.empty();
  }

  static HttpRequest placing(Jvm gateway, String key, Wanted wanted) {
    return Http.request(gateway.http("/v1/orders"))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(wanted.json()))
        .build();
  }

  /** Whatever the test was about: what it ordered has come to an end, once. */
  @Override
  public void close() {
    try {
      books.comeToRest(PATIENCE_AT_THE_END);
    } finally {
      end();
    }
  }

  private void end() {
    nodes.forEach(Jvm::end);
  }
}
