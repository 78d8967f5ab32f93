package bakery.whole.chaos.world;

import bakery.platform.postgres.PostgresAddress;
import bakery.whole.Jvm;
import bakery.whole.TestStaff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole bakery and all that it stands on: network, database servers, nodes, balancer. Some ways
 * in it are lanes that can be made slow: those of the first two nodes to the database, and that
 * from the balancer to the first gateway.
 */
public final class World implements AutoCloseable {

  /** Longer than the balancer takes to notice. */
  private static final String NOTICE_MILLIS = "2500";

  private static final int LANED_NODES = 2;
  private static final int BALANCER_PORT = 8080;

  private final Network network = Network.find();
  private Databases databases;
  private Nodes nodes;
  private Balancer balancer;
  private Lanes lanes;
  private final List<Lane> databaseLanes = new ArrayList<>();
  private Lane gatewayLane;
  private boolean closed;

  /**
   * @param roles of each node
   * @param settings what all nodes are told on top of what they need
   * @param folder for logs and data
   */
  public World(List<String> roles, Map<String, String> settings, Path folder) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "clean-up"));
    try {
      Files.createDirectories(folder);
      open(roles, settings, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void open(List<String> roles, Map<String, String> settings, Path folder) {
    databases = new Databases(network, folder);
    lanes = new Lanes(folder);
    Place way = network.corner("way");
    List<PostgresAddress.Host> laned =
        databases.hosts().stream()
            .map(host -> databaseLane(network.corner("lane-" + host.name()), host))
            .toList();
    Map<String, String> told = new HashMap<>();
    told.put("BAKERY_CLUSTER_NAME", "chaos-" + folder.getFileName());
    told.putAll(TestStaff.SETTINGS);
    told.put("BAKERY_HTTP_NOTICE_MILLIS", NOTICE_MILLIS);
    told.putAll(settings);
    nodes =
        new Nodes(
            network,
            roles,
            nth -> (nth < LANED_NODES ? databases.through(laned) : databases.address()).text(),
            told,
            folder);
    gatewayLane = gatewayLane(way, nodes.gateways().getFirst());
    nodes.open();
    balancer =
        new Balancer(
            network.corner("balancer"),
            network.separate() ? BALANCER_PORT : Jvm.freePort(),
            nodes.gateways().stream().map(this::asBalanced).toList(),
            folder);
  }

  private PostgresAddress.Host databaseLane(Place place, PostgresAddress.Host to) {
    int port = network.separate() ? to.port() : Jvm.freePort();
    databaseLanes.add(lanes.open(place, port, to.name(), to.port()));
    return new PostgresAddress.Host(place.host(), port);
  }

  private Lane gatewayLane(Place place, Jvm gateway) {
    int port = network.separate() ? gateway.httpPort() : Jvm.freePort();
    return lanes.open(place, port, gateway.host(), gateway.httpPort());
  }

  private Balancer.Server asBalanced(Jvm gateway) {
    boolean laned = gateway == nodes.gateways().getFirst();
    return laned
        ? new Balancer.Server(gatewayLane.place().host(), gatewayLane.port())
        : new Balancer.Server(gateway.host(), gateway.httpPort());
  }

  /** What nodes of these roles will be called. */
  public static List<String> namesOf(List<String> roles) {
    return Nodes.names(roles);
  }

  /** Whether networks can be cut and disks filled on this machine. */
  public static boolean separateHere() {
    return Network.find().separate();
  }

  public Network network() {
    return network;
  }

  public Databases databases() {
    return databases;
  }

  public Nodes nodes() {
    return nodes;
  }

  public Operator operator() {
    return new Operator(nodes.all());
  }

  public Sql sql() {
    return databases.sql();
  }

  public List<Lane> databaseLanes() {
    return databaseLanes;
  }

  public Lane gatewayLane() {
    return gatewayLane;
  }

  /** What customers know of the bakery. */
  public URI url() {
    return balancer.url();
  }

  /** Takes a node's every way to the database. */
  public void cutFromDatabase(Jvm node) {
    Place place = nodes.place(node);
    databases.places().forEach(server -> network.cut(place, server));
    databaseLanes.forEach(lane -> network.cut(place, lane.place()));
  }

  /** The primary's machine can no longer be reached by anybody. */
  public void cutOffPrimary() {
    network.cutFromAll(databases.primaryPlace());
  }

  /** Waits until nothing of the last fault is left; what ended is started again. */
  public void awaitWhole() {
    lanes.check();
    databases.awaitWhole();
    nodes.awaitWhole();
  }

  /** Once; more do no harm. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    network.join();
    if (balancer != null) balancer.close();
    if (nodes != null) nodes.close();
    if (databases != null) databases.close();
    if (lanes != null) lanes.close();
  }
}
