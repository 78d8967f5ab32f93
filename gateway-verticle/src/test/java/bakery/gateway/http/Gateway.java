package bakery.gateway.http;

import bakery.contracts.Right;
import bakery.gateway.FakeBus;
import bakery.gateway.feed.Feed;
import bakery.gateway.floor.Lookout;
import bakery.gateway.floor.Traffic;
import bakery.gateway.menu.DeliveryArea;
import bakery.gateway.menu.Menu;
import bakery.gateway.menu.MenuFixture;
import bakery.gateway.menu.OpeningHours;
import bakery.gateway.model.News;
import bakery.platform.Settings;
import bakery.platform.Traces;
import bakery.platform.access.Access;
import bakery.platform.access.AccessSettings;
import bakery.platform.access.TokenMaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Real HTTP servers in front of a desk, a kitchen and a billing that the test plays. */
final class Gateway implements AutoCloseable {

  private static final AccessSettings ACCESS =
      AccessSettings.from(
          new Settings(Map.of(AccessSettings.SECRET, "the secret of the tests' staff, 32")));

  /** Somebody with every right. */
  static final String STAFF = token(Right.values());

  static final byte[] SECRET =
      "a secret of the tests".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  final Vertx vertx = Vertx.vertx();
  final FakeBus bus = new FakeBus();
  final FakeDesk desk = new FakeDesk();
  final FakeFloor floor = new FakeFloor();
  final Menu menu = MenuFixture.menu(vertx, bus);
  final Tokens tokens = new Tokens(SECRET);
  final Feed feed;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Contract contract = new Contract(vertx);

  /** Held on to: one that nobody holds is closed by the garbage collector. */
  final WebSocketClient sockets = vertx.createWebSocketClient();

  final Shop shop;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Context home = vertx.getOrCreateContext();
  private final List<HttpVerticle> servers = new ArrayList<>();

  Gateway(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("BAKERY_HTTP_PORT", "0");
    HttpSettings http = HttpSettings.from(new Settings(all));
    bus.role("kitchen", query -> MenuFixture.version(3, false));
    feed =
        new Feed(
            new UUID(0, 1),
            bus,
            desk,
            http.limits().followers(),
            () -> System.nanoTime() / 1_000_000);
    Promise<Home> made = Promise.promise();
    home.runOnContext(v -> made.complete(new Home(vertx, http.limits(), meters)));
    shop =
        new Shop(
            http,
            made.future().await(),
            desk,
            feed,
            new Lookout(
                floor,
                new Traffic(Clock.systemUTC()::millis),
                () -> System.nanoTime() / 1_000_000,
                meters),
            menu,
            bus,
            OpeningHours.from(new Settings(all)),
            DeliveryArea.from(new Settings(all)),
            Duration.ofMinutes(45),
            SECRET,
            Access.of(vertx, ACCESS),
            Clock.systemUTC(),
            meters,
            Traces.OFF,
            InFlight.orders(http.limits().ordersInFlight(), meters),
            new Connections(http.limits().connections(), meters));
    menu.start().await();
    onHome(feed::start);
    onHome(() -> bus.publish(Menu.TOPIC, io.vertx.core.buffer.Buffer.buffer()));
    for (int i = 0; i < 2; i++) {
      HttpVerticle server =
          new HttpVerticle(
              shop, router -> router.get("/health/live").handler(ctx -> ctx.response().end("up")));
      vertx.deployVerticle(server).await();
      servers.add(server);
    }
  }

  static String token(Right... rights) {
    return new TokenMaker(ACCESS)
        .token("Ada", Stream.of(rights).map(Right::word).toList(), Duration.ofHours(1));
  }

  int port() {
    return servers.getFirst().port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  void onHome(Runnable task) {
    Promise<Void> done = Promise.promise();
    home.runOnContext(
        v -> {
          task.run();
          done.complete();
        });
    done.future().await();
  }

  void announce(List<News> news) {
    onHome(() -> feed.announce(news));
  }

  void drain() {
    onHome(feed::close);
    Future.join(servers.stream().map(HttpVerticle::drain).toList()).await();
  }

  /** An answer that the document promises; anything else fails the test. */
  HttpResponse<String> call(String method, String path, String body, String... headers) {
    HttpResponse<String> response = raw(method, path, body, headers);
    Map<String, String> flat = new HashMap<>();
    response.headers().map().forEach((name, values) -> flat.put(name, values.getFirst()));
    contract.judge(
        method, path.replaceAll("\\?.*", ""), response.statusCode(), flat, response.body());
    return response;
  }

  HttpResponse<String> raw(String method, String path, String body, String... headers) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, publisher).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) request.headers(headers);
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.shutdownNow(); // an open event stream would keep close() waiting
    drain();
    vertx.close().await();
  }
}
