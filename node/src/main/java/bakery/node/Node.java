package bakery.node;

import bakery.contracts.Right;
import bakery.contracts.Role;
import bakery.gateway.http.HttpSettings;
import bakery.node.tracing.OpenTelemetryTraces;
import bakery.node.tracing.TraceSettings;
import bakery.platform.Audit;
import bakery.platform.Colleagues;
import bakery.platform.Insistence;
import bakery.platform.Premises;
import bakery.platform.Settings;
import bakery.platform.Traces;
import bakery.platform.WallClock;
import bakery.platform.access.Access;
import bakery.platform.access.AccessSettings;
import bakery.platform.access.TokenMaker;
import bakery.platform.cluster.BusSettings;
import bakery.platform.cluster.Cluster;
import bakery.platform.cluster.ClusterSettings;
import bakery.platform.cluster.Solitude;
import bakery.platform.postgres.Database;
import bakery.platform.postgres.EmbeddedPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JVM of the bakery, put together by hand: read this file to know what it is made of. */
final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final int START_SECONDS = 180;
  private static final int TEN_DAYS_MILLIS = 864_000_000;
  private static final int TELL_SECONDS = 1;
  private static final int CLOSE_SECONDS = 10;
  private static final int DRAIN_SECONDS_MORE = 10;

  private final NodeName name;
  private final Settings settings;
  private final DataFolder folder;
  private final Cluster cluster;
  private final MeterRegistry meters;
  private final Traces traces;
  private final Operations operations;
  private final HttpServer operationsServer;
  private final List<Crew> crews;
  private final Departure departure;
  private final SafeToStop safety;
  private final Promise<Void> left = Promise.promise();

  private Node(
      NodeName name,
      Settings settings,
      DataFolder folder,
      Cluster cluster,
      MeterRegistry meters,
      Traces traces,
      Operations operations,
      HttpServer operationsServer,
      List<Crew> crews,
      Departure departure,
      SafeToStop safety) {
    this.name = name;
    this.settings = settings;
    this.folder = folder;
    this.cluster = cluster;
    this.meters = meters;
    this.traces = traces;
    this.operations = operations;
    this.operationsServer = operationsServer;
    this.crews = crews;
    this.departure = departure;
    this.safety = safety;
  }

  /** Blocks until the node takes part in the work. */
  static Node open(Settings given) throws Exception {
    return open(given, NodeName.claim(given));
  }

  /**
   * @param nodeName claimed for it, and given back when it closes
   */
  static Node open(Settings given, NodeName nodeName) throws Exception {
    var folder = DataFolder.of(given).open();
    var settings = complete(given, folder);
    WallClock.shift(clockOffset(settings));
    var roles = Roles.from(settings);
    var id = UUID.randomUUID();
    var name = nodeName.toString();
    var meters = Meters.registry(name);
    var traces = traces(settings, name, meters);
    var clusterSettings = ClusterSettings.from(settings);
    var operationsTls = Operations.tls(settings);
    if (roles.workers().containsKey(Role.GATEWAY)) {
      HttpSettings.from(settings); // what is wrong there is said before anything is waited for
      SharedPort.check(settings, clusterSettings.name());
    }

    // so that it is found while it waits
    folder.register(Map.of("name", name, "roles", roles.toString()));

    // the database and the cluster have nothing to do with each other: both at once
    var ready =
        CompletableFuture.supplyAsync(
            () -> Insistence.blocking(name, () -> database(settings, folder, roles)));
    var cluster =
        await(
            Cluster.join(
                clusterSettings, id, name, Meters.options(), vertx -> Meters.on(vertx, meters)));
    try {
      var vertx = cluster.vertx();
      var bus = cluster.bus(new BakeryWire(), BusSettings.from(settings), meters);
      var staff = new StaffOnly(Access.of(vertx, AccessSettings.from(settings)));
      var repairs = new RepairRoutes(staff);
      var workers = new WorkerRoutes(name);
      var departure = new Departure(name);
      var safety = new SafeToStop(name, id);
      var status = new StatusRoutes(id, name, cluster);
      var sickLeave = new SickLeave(name, settings, vertx);
      var desk = new FloorDesk(status, workers, repairs, departure, sickLeave);
      var intercom = cluster.intercom(id, meters);
      var operations =
          new Operations(
              meters,
              clusterSettings.name(),
              repairs,
              router -> {
                workers.mount(router, staff);
                departure.mount(router, staff);
                safety.mount(router, staff);
                status.mount(router, staff);
              });
      var server = await(operations.listen(vertx, settings, operationsTls));
      var database = awaitHoweverLong(ready);
      var premises =
          new Premises(
              vertx,
              bus,
              new BakeryWire(),
              id,
              name,
              settings,
              meters,
              traces,
              role -> database.pool(vertx, role));
      var crews =
          Crew.of(roles, premises, operations::mount, new FloorCalls(cluster, intercom, id));
      awaitHoweverLong(deploy(vertx, crews).toCompletionStage().toCompletableFuture());
      var audits =
          addresses(roles).stream()
              .collect(
                  Collectors.toMap(role -> role, role -> Audit.in(database.pool(vertx, role))));
      repairs.open(crews.stream().map(crew -> crew.repair().get()).toList(), audits);
      workers.open(crews.stream().flatMap(crew -> crew.staffing().stream()).toList());
      safety.open(crews, premises.pools(), Database.located(settings, addresses(roles)));
      status.open(crews.stream().map(crew -> crew.glance().get()).toList(), operations::state);
      sickLeave.open(audits.get(addresses(roles).getFirst()));
      await(intercom.answer(desk::answer));
      folder.register(about(name, roles, settings, server, crews));
      var colleagues = new Colleagues(premises, addresses(roles));
      var solitude = new Solitude(cluster, id, colleagues, meters);
      solitude.watch();
      operations.unreadyWhile(solitude::alone);
      operations.turn(Operations.READY);
      LOG.info("{} is ready: {}; health and metrics on port {}", name, roles, server.actualPort());
      var node =
          new Node(
              nodeName,
              settings,
              folder,
              cluster,
              meters,
              traces,
              operations,
              server,
              crews,
              departure,
              safety);
      departure.open(crews, audits.get(addresses(roles).getFirst()), node::close);
      return node;
    } catch (Exception e) {
      folder.unregister();
      cluster.leave();
      nodeName.close();
      throw e;
    }
  }

  /** What they are made of is loaded only when somebody wants them. */
  private static Traces traces(Settings settings, String name, MeterRegistry meters) {
    return TraceSettings.from(settings)
        .<Traces>map(wanted -> OpenTelemetryTraces.open(wanted, name, meters))
        .orElse(Traces.OFF);
  }

  /** What commands on this machine find it by. */
  private static Map<String, String> about(
      String name, Roles roles, Settings settings, HttpServer operations, List<Crew> crews) {
    var about = new LinkedHashMap<String, String>();
    about.put("name", name);
    about.put("roles", roles.toString());
    about.put("scheme", Trust.operations(settings));
    about.put("operations", Integer.toString(operations.actualPort()));
    crews.stream()
        .flatMapToInt(crew -> crew.listens().get().stream())
        .forEach(port -> about.put("http", Integer.toString(port)));
    return about;
  }

  private static Duration clockOffset(Settings settings) {
    return settings.millis("BAKERY_CLOCK_OFFSET_MILLIS", 0, -TEN_DAYS_MILLIS, TEN_DAYS_MILLIS);
  }

  /** Adds what only the data folder knows. */
  private static Settings complete(Settings given, DataFolder folder) {
    var values = new HashMap<>(given.values());
    values.put("BAKERY_DATA", folder.root().toString());
    if (!AccessSettings.named(given)) values.put(AccessSettings.PEM, folder.staffKeys().toString());
    return new Settings(values);
  }

  private static Database database(Settings settings, DataFolder folder, Roles roles) {
    var names = addresses(roles);
    var values = new HashMap<>(settings.values());
    if (!Database.located(settings, names)) {
      values.put("BAKERY_DB", EmbeddedPostgres.in(folder.root()).start());
    }
    var database = new Database(new Settings(values));
    database.prepare(names);
    return database;
  }

  private static List<String> addresses(Roles roles) {
    return roles.workers().keySet().stream().map(Role::address).toList();
  }

  private static Future<?> deploy(Vertx vertx, List<Crew> crews) {
    return Future.all(crews.stream().map(crew -> vertx.deployVerticle(crew.verticle())).toList());
  }

  String name() {
    return name.toString();
  }

  /** What the operations port answers. */
  List<Route> operationsRoutes() {
    return operations.routes();
  }

  String operationsUrl() {
    return Trust.operations(settings)
        + "://"
        + settings.text("BAKERY_OPERATIONS_HOST", "127.0.0.1")
        + ":"
        + operationsServer.actualPort();
  }

  /** A token of our own keys. */
  String token(String who, Duration lifetime, Right... rights) {
    return new TokenMaker(AccessSettings.from(settings))
        .token(who, Arrays.stream(rights).map(Right::word).toList(), lifetime);
  }

  /** Where to order; empty when this node is no gateway. */
  Optional<String> httpUrl() {
    return crews.stream()
        .flatMapToInt(crew -> crew.listens().get().stream())
        .mapToObj(port -> Trust.http(settings) + "://" + host() + ":" + port)
        .findFirst();
  }

  private String host() {
    return settings.text("BAKERY_HTTP_HOST", "127.0.0.1");
  }

  /** Orders that the gateway of this node has brought to COMPLETED. */
  long completed() {
    return (long) meters.counter("bakery.orders.steps", "status", "COMPLETED").count();
  }

  /** Completes when it has left, whoever told it to. */
  Future<Void> left() {
    return left.future();
  }

  /**
   * Takes no more work, finishes or hands over what is in hand, leaves. Blocks; what does not end
   * in time is left to the others, who take it over as from a dead node. Once it has left nothing
   * more happens.
   */
  synchronized void close() {
    if (left.future().isComplete()) return;
    operations.turn(Operations.DRAINING);
    LOG.info("{} takes nothing more, finishes what it holds and leaves", name);
    patiently("tell the others", safety.leave(), TELL_SECONDS);
    var drained = Future.join(crews.stream().map(crew -> crew.drain().get()).toList());
    patiently("drain", drained, drainSeconds());
    patiently("tell that it is done", departure.drained(), TELL_SECONDS);
    patiently("leave the cluster", cluster.leave(), CLOSE_SECONDS);
    traces.close();
    folder.unregister();
    name.close();
    LOG.info("{} has left", name);
    left.complete();
  }

  private int drainSeconds() {
    return (settings.number("BAKERY_DRAIN_MILLIS", 10_000, 0, 600_000)
                + settings.number("BAKERY_HTTP_NOTICE_MILLIS", 0, 0, 600_000))
            / 1_000
        + DRAIN_SECONDS_MORE;
  }

  private void patiently(String what, Future<?> future, int seconds) {
    try {
      future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} could not {} within {} s, goes on", name, what, seconds, e);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return awaitHoweverLong(
        future.timeout(START_SECONDS, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture());
  }

  /** For what waits for the database; meanwhile the node says that it is not ready. */
  private static <T> T awaitHoweverLong(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
  }
}
