package bakery.benchmarks.world;

import bakery.node.OwnDatabase;
import bakery.node.cost.Server;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bakery to be measured: a database server with the product's settings and nodes in JVMs of their
 * own, in a folder of its own. Variables {@code BAKERY_…} of the user's reach the nodes, except
 * those that say where a bakery is.
 */
public final class World implements AutoCloseable {
  /** Every role in one JVM; the usual numbers. */
  public static final List<String> TOGETHER = List.of("");

  /** Which roles stand together when the bakery is spread over two JVMs; the usual numbers. */
  public static final List<String> SPREAD = List.of("gateway=1,billing=1", "kitchen=2,delivery=2");

  static final Set<String> PLACE =
      Set.of(
          "BAKERY_DATA",
          "BAKERY_DB",
          "BAKERY_DB_GATEWAY",
          "BAKERY_DB_KITCHEN",
          "BAKERY_DB_DELIVERY",
          "BAKERY_DB_BILLING",
          "BAKERY_ROLES",
          "BAKERY_NAME",
          "BAKERY_CLUSTER_NAME",
          "BAKERY_CLUSTER_MEMBERS",
          "BAKERY_HTTP_HOST",
          "BAKERY_OPERATIONS_HOST",
          "BAKERY_OPENING_HOURS",
          "BAKERY_DELIVERY_AREA");

  /** Statements can be counted, but are only when asked: counting costs. */
  private static final Map<String, String> SERVER = counting();

  private final Path folder;
  private final OwnDatabase database;
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final Thread hook = new Thread(this::kill, "kill-nodes");
  private Admin admin;
  private Server server;

  private World(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    database = OwnDatabase.open(folder, folder, SERVER);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      server = Server.at(vertx, database.address());
      admin = new Admin(vertx, database.address());
    } catch (RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private static Map<String, String> counting() {
    var extra = new HashMap<>(Server.EXTRA);
    extra.put("pg_stat_statements.track", "none");
    return extra;
  }

  /**
   * The server only.
   *
   * @param folder for data and logs; stays
   */
  public static World withoutNodes(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return new World(folder.toAbsolutePath().normalize());
  }

  /**
   * Everything, ready.
   *
   * @param nodes 1: all roles in one JVM; 2: spread
   */
  public static World open(Path folder, int nodes) throws IOException, InterruptedException {
    var world = withoutNodes(folder);
    try {
      world.startAll(nodes == 1 ? TOGETHER : SPREAD, Map.of());
      return world;
    } catch (RuntimeException e) {
      world.close();
      throw e;
    }
  }

  /**
   * Nodes, ready.
   *
   * @param roles of each
   * @param settings of all
   */
  public void startAll(List<String> roles, Map<String, String> settings) {
    roles.stream().map(each -> start(each, settings)).toList().forEach(NodeProcess::awaitReady);
  }

  /** One more node, which the caller waits for. */
  public NodeProcess start(String roles) {
    return start(roles, Map.of());
  }

  /**
   * @param settings of this node's own
   */
  public NodeProcess start(String roles, Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("BAKERY_DATA", database.folder().toString());
    var node = new NodeProcess(roles, all, folder.resolve("node-" + (nodes.size() + 1) + ".log"));
    nodes.add(node);
    return node;
  }

  /** Stops all nodes and forgets them. */
  public void dismissAll() {
    nodes().forEach(this::dismiss);
  }

  /** Stops a node and forgets it. */
  public void dismiss(NodeProcess node) {
    nodes.remove(node);
    node.close();
  }

  public List<NodeProcess> nodes() {
    return List.copyOf(nodes);
  }

  /** Where to order. */
  public URI gateway() {
    return nodes.stream()
        .filter(NodeProcess::isGateway)
        .findFirst()
        .map(node -> node.http(""))
        .orElseThrow();
  }

  /** A token of staff with this right. */
  public String staffToken(String right) {
    return NodeProcess.told(
        List.of("token", "--right", right, "--for", "1h", "--name", "bench"),
        Map.of("BAKERY_DATA", database.folder().toString()));
  }

  public Vertx vertx() {
    return vertx;
  }

  public Admin admin() {
    return admin;
  }

  /** The server's own statistics. */
  public Server server() {
    return server;
  }

  /** A connection of the load's own. */
  public PgConnection connect() {
    return Admin.connect(vertx, database.address(), "bench load");
  }

  public Processes processes() {
    return new Processes(
        nodes.stream().map(NodeProcess::pid).toList(),
        database.folder().resolve("postgres").resolve("postmaster.pid"));
  }

  public Yardstick yardstick() {
    return new Yardstick(database.address());
  }

  private void kill() {
    nodes.forEach(NodeProcess::kill);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDown) {
      return; // the hooks do it
    }
    nodes.forEach(NodeProcess::close);
    vertx.close();
    database.close();
  }
}
