package bakery.whole.day;

import bakery.node.shop.ShopClient;
import bakery.platform.postgres.PostgresAddress;
import bakery.platform.testing.TestDatabase;
import bakery.whole.Books;
import bakery.whole.Jvm;
import bakery.whole.TestStaff;
import bakery.whole.chaos.check.Checker;
import bakery.whole.chaos.world.Balancer;
import bakery.whole.chaos.world.Network;
import bakery.whole.chaos.world.Nodes;
import bakery.whole.chaos.world.Terminal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A bakery: nodes, HAProxy before its gateways, a database in which claims are noted. */
final class House implements AutoCloseable {

  /** Longer than HAProxy takes to notice that a gateway leaves. */
  private static final String NOTICE_MILLIS = "2500";

  private static final int AT_ONCE = 32;

  private static final String WATCH_CLAIMS =
      """
      CREATE TABLE watch.claimed (
        at timestamptz NOT NULL DEFAULT clock_timestamp(), id uuid, owner uuid, baker text);
      CREATE FUNCTION watch.claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF TG_OP = 'INSERT' OR OLD.epoch <> NEW.epoch THEN
          INSERT INTO watch.claimed (id, owner, baker) VALUES (NEW.id, NEW.owner, NEW.baker);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER claims AFTER INSERT OR UPDATE ON kitchen.ticket
        FOR EACH ROW WHEN (NEW.owner IS NOT NULL) EXECUTE FUNCTION watch.claim();
      """;

  private final TestDatabase database;
  private final Network network = Network.find();
  private final Nodes nodes;
  private final Path folder;
  private Balancer balancer;

  House(
      TestDatabase database,
      String name,
      List<String> roles,
      Map<String, String> settings,
      Path folder) {
    this.database = database;
    this.folder = folder;
    Map<String, String> told = new HashMap<>(TestStaff.SETTINGS);
    told.put("BAKERY_CLUSTER_NAME", "day-" + name);
    told.put("BAKERY_HTTP_NOTICE_MILLIS", NOTICE_MILLIS);
    told.putAll(settings);
    nodes = new Nodes(network, roles, nth -> database.address().text(), told, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-" + name));
  }

  /** All nodes. */
  House open() {
    return open(nodes.all().size());
  }

  /** So many of the nodes, the first ones, and the balancer; returns when all of it works. */
  House open(int first) {
    nodes.open(nodes.all().subList(0, first));
    Checker.watch(address());
    database.execute(WATCH_CLAIMS);
    List<Balancer.Server> gateways =
        nodes.gateways().stream()
            .map(node -> new Balancer.Server(node.host(), node.httpPort()))
            .toList();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    balancer = new Balancer(network.corner("balancer"), Jvm.freePort(), gateways, folder);
    return this;
  }

  Nodes nodes() {
    return nodes;
  }

  TestDatabase database() {
    return database;
  }

  PostgresAddress address() {
    return database.address();
  }

  Books books() {
    return new Books(database);
  }

  Terminal terminal() {
    return new Terminal(nodes.all());
  }

  /** What customers know of the bakery. */
  URI url() {
    return balancer.url();
  }

  ShopClient shop() {
    return new ShopClient(List.of(url()), TestStaff.TOKEN);
  }

  /** So many orders of two croissants each, all acknowledged when this returns. */
  List<UUID> order(int count) {
    ShopClient shop = shop();
    Semaphore room = new Semaphore(AT_ONCE);
    try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UUID>> placed = new ArrayList<>();
      for (int nth = 0; nth < count; nth++) {
        room.acquire();
        placed.add(customers.submit(() -> place(shop, room)));
      }
      List<UUID> orders = new ArrayList<>();
      for (Future<UUID> each : placed) orders.add(each.get());
      return orders;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an order was not taken: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static UUID place(ShopClient shop, Semaphore room) throws InterruptedException {
    try {
      return shop.place(UUID.randomUUID().toString(), new JsonObject(TWO_CROISSANTS)).id();
    } finally {
      room.release();
    }
  }

  private static final String TWO_CROISSANTS =
      """
      {"lines": [{"product": "croissant", "quantity": 2}],
       "fulfilment": {"method": "delivery",
         "address": {"name": "Ada Baker", "phone": "+44 131 496 0123", "street": "12 Rose Street",
                     "city": "Edinburgh", "postalCode": "EH2 2PR"}},
       "payment": {"method": "card", "token": "tok_ok"}}
      """;

  /** A number with a fraction. */
  double real(String sql) {
    Object found = database.query(sql).getFirst().values().iterator().next();
    return found == null ? Double.NaN : ((Number) found).doubleValue();
  }

  /** Tickets that nobody has in hand. */
  long waiting() {
    return database.number("SELECT count(*) FROM kitchen.ticket WHERE open AND owner IS NULL");
  }

  /** Claimed again: what somebody had begun was begun anew by another. */
  long begunTwice() {
    return database.number("SELECT count(*) FROM kitchen.ticket WHERE epoch > 1");
  }

  @Override
  public void close() {
    if (balancer != null) balancer.close();
    nodes.close();
  }
}
