package bakery.node;

import bakery.gateway.floor.Errand;
import bakery.gateway.floor.ErrandRefused;
import bakery.gateway.floor.Floor;
import bakery.node.status.FloorPlan;
import bakery.node.status.Overview;
import bakery.platform.TryLater;
import bakery.platform.WallClock;
import bakery.platform.cluster.Cluster;
import bakery.platform.cluster.Intercom;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The whole bakery as the nodes tell it over the intercom, each for itself (see {@link FloorDesk}).
 * Every role's tables are read by two nodes only. Confined to the gateway's event loop.
 */
final class FloorCalls implements Floor {
  static final Duration LOOK_PATIENCE = Duration.ofSeconds(1);
  static final Duration ERRAND_PATIENCE = Duration.ofSeconds(5);
  private static final int READERS = 2;

  private final Cluster cluster;
  private final Intercom intercom;
  private final UUID me;

  /** Who plays what, as they said last. */
  private Map<UUID, Set<String>> players = Map.of();

  /** Who read the tables of a role for all: two of its nodes, so that one may die. */
  private Map<String, Set<UUID>> readers = Map.of();

  FloorCalls(Cluster cluster, Intercom intercom, UUID me) {
    this.cluster = cluster;
    this.intercom = intercom;
    this.me = me;
  }

  @Override
  public Future<JsonObject> look() {
    var at = WallClock.clock().instant();
    var silent = new ArrayList<String>();
    var answers = new LinkedHashMap<UUID, JsonObject>();
    var asked =
        cluster.nodes().stream()
            .map(
                node ->
                    ask(node.id(), lookQuestion(node.id()), LOOK_PATIENCE)
                        .onSuccess(answer -> answers.put(node.id(), answer))
                        .onFailure(e -> silent.add(node.name()))
                        .otherwiseEmpty())
            .toList();
    return Future.join(asked)
        .map(
            done -> {
              remember(answers);
              return new FloorPlan(new Overview(List.copyOf(answers.values()), silent, at)).json();
            });
  }

  /** A role without two readers is read by all that play it, once. */
  private JsonObject lookQuestion(UUID node) {
    var tables = new JsonArray();
    for (var role : Roles.names()) {
      var reading = readers.getOrDefault(role, Set.of());
      if (reading.contains(node) || reading.size() < READERS) tables.add(role);
    }
    return new JsonObject().put("ask", "look").put("tables", tables);
  }

  private void remember(Map<UUID, JsonObject> answers) {
    var play = new HashMap<UUID, Set<String>>();
    var read = new HashMap<String, Set<UUID>>();
    answers.forEach(
        (node, answer) -> {
          var roles = answer.getJsonObject("roles");
          play.put(node, new HashSet<>(roles.fieldNames()));
          for (var role : roles.fieldNames()) {
            var known = roles.getJsonObject(role).getJsonObject("tables").getBoolean("known");
            var reading = read.computeIfAbsent(role, name -> new HashSet<>());
            if (known && reading.size() < READERS) reading.add(node);
          }
        });
    players = play;
    readers = read;
  }

  @Override
  public Future<JsonObject> repairs() {
    return known()
        .compose(
            done -> {
              var byNode = new HashMap<UUID, JsonArray>();
              for (var role : Roles.names()) {
                player(role)
                    .ifPresent(
                        node -> byNode.computeIfAbsent(node, id -> new JsonArray()).add(role));
              }
              return Future.all(
                  byNode.entrySet().stream().map(e -> repairs(e.getKey(), e.getValue())).toList());
            })
        .map(pages -> together(pages.list()));
  }

  private Future<JsonObject> repairs(UUID node, JsonArray roles) {
    return ask(node, new JsonObject().put("ask", "repairs").put("roles", roles), ERRAND_PATIENCE);
  }

  private static JsonObject together(List<JsonObject> pages) {
    var parked = new JsonArray();
    var stuck = new JsonArray();
    for (var page : pages) {
      parked.addAll(page.getJsonArray("parked"));
      stuck.addAll(page.getJsonArray("stuck"));
    }
    return new JsonObject().put("parked", parked).put("stuck", stuck);
  }

  @Override
  public Future<JsonObject> run(Errand errand) {
    var question = new JsonObject().put("ask", "errand").put("errand", errand.toJson());
    return whoDoes(errand).compose(node -> ask(node, question, ERRAND_PATIENCE));
  }

  private Future<UUID> whoDoes(Errand errand) {
    return switch (errand.kind().doer()) {
      case THE_NODE -> named(errand.node());
      case A_PLAYER_OF_THE_ROLE -> whoCan(errand.role());
      case THE_DEMONSTRATOR -> demonstrator();
    };
  }

  /** Whom all gateways choose alike: who demonstrates, or else would be asked to. */
  private Future<UUID> demonstrator() {
    return look()
        .compose(
            seen -> {
              var told = seen.getJsonObject("demonstration");
              if (told != null) return named(told.getString("node"));
              return Future.failedFuture(
                  new ErrandRefused(
                      ErrandRefused.Why.NOT_PERMITTED,
                      "no node was started with " + DemonstrationDesk.SETTING + "=true"));
            });
  }

  private Future<UUID> named(String name) {
    var nodes = cluster.nodes();
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .map(node -> Future.succeededFuture(node.id()))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new ErrandRefused(
                        ErrandRefused.Why.NOT_FOUND,
                        "there is no such node, but "
                            + String.join(
                                ", ", nodes.stream().map(Cluster.Node::name).sorted().toList()))));
  }

  private Future<UUID> whoCan(String role) {
    return known()
        .compose(
            done ->
                player(role)
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () -> Future.failedFuture(new TryLater("nobody plays " + role + " now"))));
  }

  /** One of them, this node if it does: it needs nobody else. */
  private Optional<UUID> player(String role) {
    return cluster.nodes().stream()
        .map(Cluster.Node::id)
        .filter(node -> players.getOrDefault(node, Set.of()).contains(role))
        .max(Comparator.comparing(me::equals));
  }

  private Future<?> known() {
    return players.isEmpty() ? look() : Future.succeededFuture();
  }

  private Future<JsonObject> ask(UUID node, JsonObject question, Duration patience) {
    return intercom.ask(node, question, patience).compose(FloorCalls::read);
  }

  private static Future<JsonObject> read(JsonObject answer) {
    if (answer.containsKey("answer")) {
      return Future.succeededFuture(answer.getJsonObject("answer"));
    }
    var detail = answer.getString("detail");
    return Future.failedFuture(
        switch (OperatorProblem.Kind.valueOf(answer.getString("problem"))) {
          case NOT_FOUND -> new ErrandRefused(ErrandRefused.Why.NOT_FOUND, detail);
          case INVALID -> new ErrandRefused(ErrandRefused.Why.INVALID, detail);
          case NOT_PERMITTED -> new ErrandRefused(ErrandRefused.Why.NOT_PERMITTED, detail);
          case NOT_HERE, TRY_LATER -> new TryLater(detail);
          case BAD_REQUEST, TOKEN_MISSING, TOKEN_INVALID, RIGHT_MISSING, TOO_LARGE, OUR_FAULT ->
              new IllegalStateException(detail);
        });
  }
}
