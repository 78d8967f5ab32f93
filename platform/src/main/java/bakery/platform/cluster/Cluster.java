package bakery.platform.cluster;

import bakery.platform.Bus;
import bakery.platform.Wire;
import com.hazelcast.cluster.Member;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This JVM's membership in the cluster: joined, it has a clustered Vertx and a bus over it. */
public final class Cluster {

  private static final Logger log = LoggerFactory.getLogger(Cluster.class);
  private static final int NOTICE_MILLIS = 2_000;

  private final Vertx vertx;
  private final Directory manager;
  private final Doors doors;
  private ClusterBus bus;
  private Earshot earshot;

  private Cluster(Vertx vertx, Directory manager, List<String> named) {
    this.vertx = vertx;
    this.manager = manager;
    this.doors =
        new Doors(vertx, manager.getHazelcastInstance().getCluster(), manager.getConfig(), named);
    doors.onlyInside();
  }

  /** A node of the cluster: its incarnation and what humans call it. */
  public record Node(UUID id, String name) {}

  /**
   * Joins, or opens a cluster where there is none. Reads files and looks up names: blocks.
   *
   * @param options the caller's; the event bus's part is set here
   * @param more what else the Vertx is built with, for example metrics
   */
  public static Future<Cluster> join(
      ClusterSettings settings,
      UUID node,
      String name,
      VertxOptions options,
      UnaryOperator<VertxBuilder> more) {
    long started = System.nanoTime();
    Directory manager = new Directory(Hazelcast.config(settings, node, name));
    VertxOptions complete =
        new VertxOptions(options).setPreferNativeTransport(true).setEventBusOptions(bus(settings));
    return more.apply(Vertx.builder().with(complete))
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Cluster(vertx, manager, settings.members()))
        .onSuccess(
            cluster ->
                log.info(
                    "{} joined cluster {} of {} nodes after {} ms",
                    name,
                    settings.name(),
                    cluster.nodes().size(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)));
  }

  public Vertx vertx() {
    return vertx;
  }

  /** The bus of this JVM; once. */
  public synchronized Bus bus(Wire wire, BusSettings settings, MeterRegistry meters) {
    if (bus != null) throw new IllegalStateException("this JVM has its bus already");
    bus = new ClusterBus(vertx, manager, wire, settings, meters);
    manager.onDeparture(this::departed);
    meters.gauge("bakery.cluster.nodes", this, cluster -> cluster.nodes().size());
    new Probe(vertx, manager, bus).every(settings.probe());
    earshot = new Earshot(vertx, manager, bus, meters);
    earshot.start();
    doors.every(settings.probe());
    return bus;
  }

  /**
   * Questions from node to node; needs the bus.
   *
   * @param me this incarnation of the JVM
   */
  public synchronized Intercom intercom(UUID me, MeterRegistry meters) {
    if (bus == null) throw new IllegalStateException("this JVM has no bus yet");
    return new Intercom(vertx, bus, me, meters);
  }

  /** What the cluster has yet to confirm of this JVM; needs the bus. */
  public synchronized Presence presence() {
    if (bus == null) throw new IllegalStateException("this JVM has no bus yet");
    return bus.presence();
  }

  /** Who belongs to the cluster now, as this JVM sees it; itself included. */
  public List<Node> nodes() {
    return manager.getHazelcastInstance().getCluster().getMembers().stream()
        .filter(member -> member.getAttribute(Hazelcast.NODE) != null)
        .map(Cluster::node)
        .toList();
  }

  /** Whether somebody listens where members do, who may belong to another half of this cluster. */
  boolean reachesOthers() {
    return doors.someOpen();
  }

  /** Leaves and closes the Vertx. Drain first: pools close before verticles do. */
  public synchronized Future<Void> leave() {
    if (earshot != null) earshot.close();
    if (bus != null) bus.close();
    return vertx.close();
  }

  Directory manager() {
    return manager;
  }

  private static EventBusOptions bus(ClusterSettings settings) {
    EventBusOptions options = new EventBusOptions();
    options
        .setHost(settings.host())
        .setPort(settings.busPort())
        .setClusterPingInterval(NOTICE_MILLIS)
        .setClusterPingReplyInterval(NOTICE_MILLIS)
        .setConnectTimeout(NOTICE_MILLIS)
        .setTcpKeepAlive(true)
        .setTrustAll(false);
    return settings.busTls().map(tls -> tls.on(options)).orElse(options);
  }

  private static Node node(Member member) {
    return new Node(
        UUID.fromString(member.getAttribute(Hazelcast.NODE)), member.getAttribute(Hazelcast.NAME));
  }

  /** Called by threads of Hazelcast; the bus hops to its listeners' event loops. */
  private void departed(Member member) {
    if (member.getAttribute(Hazelcast.NODE) == null) return;
    Node node = node(member);
    log.info("the cluster has lost {}, its work is looked after", node.name());
    bus.departed(node.id());
  }
}
