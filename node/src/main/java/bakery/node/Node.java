package bakery.node;

import static bakery.node.Waiting.awaitHoweverLong;
import static bakery.node.Waiting.patiently;

import bakery.contracts.Right;
import bakery.contracts.Role;
import bakery.gateway.http.HttpSettings;
import bakery.node.tracing.OpenTelemetryTraces;
import bakery.node.tracing.TraceSettings;
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
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JVM of the bakery, put together by hand: read this file to know what it is made of. */
final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final int TEN_DAYS_MILLIS = 864_000_000;
  private static final int LOOK_EVERY_MILLIS = 1_000;

  /**
   * At least. Verticles take them in turn, and so do pools of connections: with four or eight the
   * orders shared one with the HTTP servers, and waited for them while processors were idle.
   */
  private static final int EVENT_LOOPS = 12;

  private static final int TELL_SECONDS = 1;
  private static final int CLOSE_SECONDS = 10;
  private static final int DRAIN_SECONDS_MORE = 10;

  private final NodeName name;
  private final Settings settings;
  private final Cluster cluster;
  private final MeterRegistry meters;
  private final Traces traces;
  private final Operations operations;
  private final HttpServer operationsServer;
  private final StaffRoutes staff;
  private final Registration registration;
  private final List<Crew> crews;
  private final Promise<Void> left = Promise.promise();
  private volatile boolean gaveUp;

  private Node(
      NodeName name,
      Settings settings,
      Cluster cluster,
      MeterRegistry meters,
      Traces traces,
      Operations operations,
      HttpServer operationsServer,
      StaffRoutes staff,
      Registration registration,
      List<Crew> crews) {
    this.name = name;
    this.settings = settings;
    this.cluster = cluster;
    this.meters = meters;
    this.traces = traces;
    this.operations = operations;
    this.operationsServer = operationsServer;
    this.staff = staff;
    this.registration = registration;
    this.crews = crews;
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
    checkGateway(roles, settings, clusterSettings);
    var limit = StartLimit.from(settings);
    var registration = new Registration(folder, name, roles);
    registration.waiting();
    Cluster cluster = null;

    // the database and the cluster have nothing to do with each other: both at once
    var ready =
        CompletableFuture.supplyAsync(
            () -> Insistence.blocking(name, () -> database(settings, folder, roles, meters)));
    try {
      cluster =
          limit.await(
              () -> "it has not joined cluster " + clusterSettings.name(),
              join(clusterSettings, id, name, meters));
      var vertx = cluster.vertx();
      var bus = cluster.bus(BakeryWire.WIRE, BusSettings.from(settings), meters);
      var intercom = cluster.intercom(id, meters);
      var access = Access.of(vertx, AccessSettings.from(settings));
      var sickLeave = new SickLeave(name, settings, vertx);
      var demonstrations = new DemonstrationDesk(name, settings, vertx, meters);
      var staff =
          new StaffRoutes(id, name, cluster, new StaffOnly(access), sickLeave, demonstrations);
      var operations = new Operations(meters, clusterSettings.name(), staff::mount);
      var listening = operations.listen(vertx, settings, operationsTls);
      var server = limit.await(() -> "the operations port does not open", listening);
      var database = awaitHoweverLong(ready);
      var premises =
          new Premises(
              vertx,
              bus,
              BakeryWire.WIRE,
              id,
              name,
              settings,
              meters,
              traces,
              role -> database.pool(vertx, role));
      var crews =
          Crew.of(roles, premises, operations::mount, new FloorCalls(cluster, intercom, id));
      var presence = cluster.presence();
      var deployment = new Deployment(vertx, crews);
      limit.await(() -> deployment.missing(presence), deployment.done());
      var elsewhere = Database.located(settings, roles.addresses());
      staff.open(
          crews, premises, elsewhere, operations::state, httpUrl(settings, crews).map(URI::create));
      limit.await(() -> Deployment.unconfirmed(presence), intercom.answer(staff.desk()::answer));
      registration.open(Trust.operations(settings), server, crews);
      var solitude = new Solitude(cluster, id, new Colleagues(premises, roles.addresses()), meters);
      solitude.watch();
      operations.unreadyWhile("alone in its cluster", solitude::alone);
      var unknown = new Unknown(presence, limit.duration());
      operations.unreadyWhile("unknown to its cluster", unknown::isUnready);
      operations.turn(Operations.READY);
      LOG.info("{} is ready: {}; health and metrics on port {}", name, roles, server.actualPort());
      var node =
          new Node(
              nodeName,
              settings,
              cluster,
              meters,
              traces,
              operations,
              server,
              staff,
              registration,
              crews);
      staff.openTheDoor(crews, premises, node::close);
      node.leaveWhen(() -> unknown.stuck().or(() -> solitude.stuck(limit.duration())));
      return node;
    } catch (Exception e) {
      registration.end();
      if (cluster != null) cluster.leave(); // not waited for: it may be what hangs
      nodeName.close();
      throw e;
    }
  }

  /** What is wrong there is said before anything is waited for. */
  private static void checkGateway(Roles roles, Settings settings, ClusterSettings cluster)
      throws InterruptedException {
    if (!roles.workers().containsKey(Role.GATEWAY)) return;
    HttpSettings.from(settings);
    SharedPort.check(settings, cluster.name());
  }

  private static Future<Cluster> join(
      ClusterSettings settings, UUID id, String name, PrometheusMeterRegistry meters) {
    var options = Meters.options();
    options.setEventLoopPoolSize(Math.max(EVENT_LOOPS, options.getEventLoopPoolSize()));
    return Cluster.join(settings, id, name, options, vertx -> Meters.on(vertx, meters));
  }

  /** What they are made of is loaded only when somebody wants them. */
  private static Traces traces(Settings settings, String name, MeterRegistry meters) {
    return TraceSettings.from(settings)
        .<Traces>map(wanted -> OpenTelemetryTraces.open(wanted, name, meters))
        .orElse(Traces.OFF);
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

  private static Database database(
      Settings settings, DataFolder folder, Roles roles, MeterRegistry meters) {
    var names = roles.addresses();
    var values = new HashMap<>(settings.values());
    if (!Database.located(settings, names)) {
      values.put("BAKERY_DB", EmbeddedPostgres.in(folder.root()).start());
    }
    var database = new Database(new Settings(values));
    database.meter(meters);
    database.prepare(names);
    return database;
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
    return httpUrl(settings, crews);
  }

  private static Optional<String> httpUrl(Settings settings, List<Crew> crews) {
    var host = settings.text("BAKERY_HTTP_HOST", "127.0.0.1");
    return crews.stream()
        .flatMapToInt(crew -> crew.listens().get().stream())
        .mapToObj(port -> Trust.http(settings) + "://" + host + ":" + port)
        .findFirst();
  }

  /** Orders that the gateway of this node has brought to COMPLETED. */
  long completed() {
    return (long) meters.counter("bakery.orders.steps", "status", "COMPLETED").count();
  }

  /** Whether it left because it could not do its work. */
  boolean gaveUp() {
    return gaveUp;
  }

  /**
   * @param stuck what does not come right by itself, when there is such a thing
   */
  private void leaveWhen(Supplier<Optional<String>> stuck) {
    cluster.vertx().setTimer(LOOK_EVERY_MILLIS, look -> leaveIf(stuck));
  }

  private void leaveIf(Supplier<Optional<String>> stuck) {
    if (operations.state().equals(Operations.DRAINING)) return; // it is leaving already
    stuck.get().ifPresentOrElse(this::giveUp, () -> leaveWhen(stuck));
  }

  /** Any thread. */
  private void giveUp(String why) {
    LOG.error(
        "{}: {}; this node leaves, to be started again; what its threads wait for:\n{}",
        name,
        why,
        StuckThreads.describe());
    gaveUp = true;
    Thread.ofPlatform().name("give-up").start(this::close);
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
    patiently(name.toString(), "tell the others", staff.leaving(), TELL_SECONDS);
    var drained = Future.join(crews.stream().map(crew -> crew.drain().get()).toList());
    patiently(name.toString(), "drain", drained, drainSeconds());
    patiently(name.toString(), "tell that it is done", staff.drained(), TELL_SECONDS);
    patiently(name.toString(), "leave the cluster", cluster.leave(), CLOSE_SECONDS);
    traces.close();
    registration.end();
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
}
