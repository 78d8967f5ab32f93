package bakery.gateway;

import bakery.contracts.Role;
import bakery.gateway.feed.Feed;
import bakery.gateway.feed.Histories;
import bakery.gateway.floor.Floor;
import bakery.gateway.floor.Lookout;
import bakery.gateway.floor.Traffic;
import bakery.gateway.http.Connections;
import bakery.gateway.http.Home;
import bakery.gateway.http.HttpSettings;
import bakery.gateway.http.HttpVerticle;
import bakery.gateway.http.InFlight;
import bakery.gateway.http.Shop;
import bakery.gateway.menu.DeliveryArea;
import bakery.gateway.menu.Menu;
import bakery.gateway.menu.OpeningHours;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import bakery.gateway.orders.OrderBook;
import bakery.gateway.orders.OrderSettings;
import bakery.platform.Glance;
import bakery.platform.Insistence;
import bakery.platform.Load;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.WallClock;
import bakery.platform.access.Access;
import bakery.platform.access.AccessSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The gateway in one JVM: the orders, the menu and the feed on this verticle's event loop, and HTTP
 * servers on loops of their own, so that many sockets do not keep the orders waiting.
 */
public final class GatewayVerticle extends VerticleBase {

  private final Premises premises;
  private final int servers;
  private final Consumer<Router> operations;
  private final Floor floor;
  private final HttpSettings settings;
  private final AccessSettings access;
  private final List<HttpVerticle> serving = new ArrayList<>();
  private OrderBook orders;
  private Menu menu;
  private Feed feed;
  private Lookout lookout;
  private long ticking = -1;

  public GatewayVerticle(Premises premises, int servers) {
    this(premises, servers, router -> {}, Floor.NONE);
  }

  /**
   * @param servers HTTP servers that share the port
   * @param operations mounts the node's own routes (health, metrics) on each of them
   * @param floor the nodes of the bakery
   */
  public GatewayVerticle(Premises premises, int servers, Consumer<Router> operations, Floor floor) {
    this.premises = premises;
    this.servers = servers;
    this.operations = operations;
    this.floor = floor;
    settings = HttpSettings.from(premises.settings());
    access = AccessSettings.from(premises.settings());
  }

  @Override
  public Future<?> start() {
    OrderSettings orderSettings = OrderSettings.from(premises.settings());
    menu = new Menu(premises);
    feed =
        new Feed(
            premises.node(),
            premises.bus(),
            new OrderHistories(),
            settings.limits().followers(),
            GatewayVerticle::steadyMillis);
    Traffic traffic = new Traffic(WallClock.clock()::millis);
    feed.overhear(traffic::hear);
    lookout = new Lookout(floor, traffic, GatewayVerticle::steadyMillis, premises.meters());
    orders = new OrderBook(premises, orderSettings, feed::announce);
    premises.meters().gauge("bakery.feed.followers", feed, Feed::followers);
    return menu.start()
        .compose(v -> feed.start())
        .compose(v -> orders.start())
        .compose(v -> secret())
        .onSuccess(v -> ticking = vertx.setPeriodic(Feed.TICK_MILLIS, id -> feed.tick()))
        .compose(secret -> serve(shop(orderSettings, secret)));
  }

  /**
   * Balancers notice, followers go elsewhere, requests under way are answered, then the orders are
   * handed over.
   */
  public Future<Void> drain() {
    return noticed()
        .compose(v -> answered())
        .eventually(() -> orders.drain(settings.limits().drain()))
        .eventually(this::stop)
        .mapEmpty();
  }

  private Future<?> noticed() {
    long millis = settings.limits().notice().toMillis();
    return millis == 0 ? Future.succeededFuture() : vertx.timer(millis, TimeUnit.MILLISECONDS);
  }

  private Future<?> answered() {
    feed.close();
    return Future.join(serving.stream().map(HttpVerticle::drain).toList());
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticking);
    return Future.join(feed.goodbye(), menu.stop());
  }

  /** Once deployed. */
  public Future<Load> load() {
    return orders.load();
  }

  /** Once deployed. */
  public Repair repair() {
    return orders.repair();
  }

  /** Once deployed. */
  public Glance glance() {
    return orders.glance();
  }

  /** Where this gateway listens. */
  public int port() {
    return serving.getFirst().port();
  }

  private Future<byte[]> secret() {
    Pool pool = premises.pools().apply(Role.GATEWAY.address());
    return Insistence.on(
        vertx, "gateway: the secret", () -> Secrets.load(pool, settings.tokenSecret()));
  }

  private Shop shop(OrderSettings orderSettings, byte[] secret) {
    return new Shop(
        settings,
        new Home(vertx, settings.limits(), premises.meters()),
        new OrderBookDesk(orders),
        feed,
        lookout,
        menu,
        premises.bus(),
        OpeningHours.from(premises.settings()),
        DeliveryArea.from(premises.settings()),
        orderSettings.promise(),
        secret,
        Access.of(vertx, access),
        WallClock.clock(),
        premises.meters(),
        premises.traces(),
        InFlight.orders(settings.limits().ordersInFlight(), premises.meters()),
        new Connections(settings.limits().connections(), premises.meters()));
  }

  private static long steadyMillis() {
    return System.nanoTime() / 1_000_000;
  }

  private Future<?> serve(Shop shop) {
    Stream.generate(() -> new HttpVerticle(shop, operations)).limit(servers).forEach(serving::add);
    return Future.all(serving.stream().map(vertx::deployVerticle).toList());
  }

  /** The book as the feed reads it; the one is made before the other. */
  private final class OrderHistories implements Histories {

    @Override
    public Future<List<List<News>>> read(Collection<UUID> ids) {
      return orders.read(ids).map(found -> found.stream().map(Order::history).toList());
    }

    @Override
    public Future<Map<UUID, Integer>> lastSteps(Collection<UUID> ids) {
      return orders.lastSteps(ids);
    }
  }
}
