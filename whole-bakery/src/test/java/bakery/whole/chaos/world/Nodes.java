package bakery.whole.chaos.world;

import bakery.whole.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The JVMs of the bakery, each at a place of its own. */
public final class Nodes {

  private static final String CLUSTER_NODES = "bakery_cluster_nodes";
  private static final int CLUSTER_PORT = 5701;
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration TOGETHER_LIMIT = Duration.ofSeconds(90);

  private final Map<Jvm, Place> places = new LinkedHashMap<>();

  /**
   * @param roles of each node
   * @param database the way of each node to the database, by its number from 0
   * @param settings what all are told
   */
  public Nodes(
      Network network,
      List<String> roles,
      Function<Integer, String> database,
      Map<String, String> settings,
      Path logs) {
    List<Place> all = new ArrayList<>();
    for (int nth = 0; nth < roles.size(); nth++) {
      all.add(network.place(names(roles).get(nth)));
    }
    int port = network.separate() ? CLUSTER_PORT : Jvm.freePort();
    // without their ports, as people name them first: the halves of a split must find one another
    String members = all.stream().map(Place::host).distinct().collect(Collectors.joining(","));
    for (int nth = 0; nth < roles.size(); nth++) {
      Place place = all.get(nth);
      Map<String, String> told = new HashMap<>(settings);
      told.put("BAKERY_DB", database.apply(nth));
      told.put("BAKERY_CLUSTER_HOST", place.host());
      told.put("BAKERY_CLUSTER_PORT", Integer.toString(port));
      told.put("BAKERY_CLUSTER_MEMBERS", members);
      told.put("BAKERY_DATA", logs.resolve(place.name() + ".data").toString());
      Path log = logs.resolve(place.name() + ".log");
      Jvm node = new Jvm(place.name(), roles.get(nth), place.host(), place.entering(), told, log);
      places.put(node, place);
    }
  }

  /** Short enough for a network interface. */
  static List<String> names(List<String> roles) {
    return IntStream.range(0, roles.size())
        .mapToObj(nth -> (roles.get(nth).contains("gateway") ? "shop" : "oven") + (nth + 1))
        .toList();
  }

  public List<Jvm> all() {
    return List.copyOf(places.keySet());
  }

  public Jvm named(String name) {
    return places.keySet().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public Place place(Jvm node) {
    return places.get(node);
  }

  public List<Jvm> gateways() {
    return all().stream().filter(Jvm::isGateway).toList();
  }

  /** At first, two at a time: more would only keep one another from the processors. */
  void open() {
    open(all());
  }

  /** Only these of them. */
  public void open(List<Jvm> nodes) {
    for (int i = 0; i < nodes.size(); i += 2) {
      List<Jvm> two = nodes.subList(i, Math.min(i + 2, nodes.size()));
      two.forEach(Jvm::start);
      two.forEach(Jvm::awaitReady);
    }
    awaitTogether();
  }

  /**
   * SIGTERM: waits until it has drained and left.
   *
   * @throws IllegalStateException when it does not end well
   */
  public void stop(String name) {
    int exit = named(name).terminate();
    if (exit != 0) throw new IllegalStateException(name + " ended with " + exit + ", not 0");
  }

  /** Starts what is dead, as a supervisor would. */
  public void revive() {
    all().stream().filter(node -> !node.isAlive()).forEach(Jvm::start);
  }

  /** Waits until all are ready and one cluster; those who end meanwhile are started again. */
  public void awaitWhole() {
    Wait.until(
        () -> "all nodes are ready; not yet: " + unready(),
        START_LIMIT,
        () -> {
          revive();
          return all().stream().allMatch(Jvm::isReady);
        });
    awaitTogether();
  }

  private List<Jvm> unready() {
    return all().stream().filter(node -> !node.isReady()).toList();
  }

  /** Waits until those who live are one cluster. */
  public void awaitTogether() {
    Wait.until(
        "all nodes are one cluster",
        TOGETHER_LIMIT,
        () -> all().stream().filter(Jvm::isAlive).allMatch(this::seesAll));
  }

  private boolean seesAll(Jvm node) {
    try {
      return node.metric(CLUSTER_NODES) == all().stream().filter(Jvm::isAlive).count();
    } catch (AssertionError | RuntimeException notNow) {
      return false;
    }
  }

  public void close() {
    places.keySet().forEach(Jvm::end);
  }
}
