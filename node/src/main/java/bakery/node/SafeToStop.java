package bakery.node;

import bakery.contracts.Right;
import bakery.contracts.Role;
import bakery.node.OperatorProblem.Kind;
import bakery.platform.Load;
import bakery.platform.TryLater;
import bakery.platform.staffing.Post;
import bakery.platform.staffing.StaffTable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Whether the bakery can do without this node: who else plays its roles, as the heartbeat rows say.
 * A node that drains or is late is not counted on.
 */
final class SafeToStop {
  private final String node;
  private final UUID id;
  private volatile List<Seat> seats = List.of();
  private volatile boolean embedded;

  /** A role of this node, and where to look who else plays it. */
  private record Seat(Crew crew, StaffTable table) {}

  /**
   * What is known of a role.
   *
   * @param others nodes that play it as well
   * @param othersWorkers of them; empty when the role has none
   */
  record Finding(
      Role role, int others, Optional<Integer> othersWorkers, int workers, boolean open) {

    /** Why it would hurt, if it would. */
    Optional<String> reason() {
      var name = role.address();
      if (others == 0) {
        return Optional.of(
            role == Role.GATEWAY
                ? "it is the last gateway: nobody else takes orders"
                : "nobody else plays "
                    + name
                    + (open ? ": its open work would wait" : ": orders would wait"));
      }
      if (workers > 0 && othersWorkers.filter(number -> number == 0).isPresent()) {
        return Optional.of("the other nodes of " + name + " have no workers");
      }
      return Optional.empty();
    }
  }

  /**
   * @param node the name of this one
   */
  SafeToStop(String node, UUID id) {
    this.node = node;
    this.id = id;
  }

  /**
   * @param elsewhere whether the database is not this data folder's own
   */
  void open(List<Crew> crews, Function<String, Pool> pools, boolean elsewhere) {
    embedded = !elsewhere;
    seats =
        crews.stream()
            .map(crew -> new Seat(crew, new StaffTable(pools.apply(crew.role().address()))))
            .toList();
  }

  void mount(Router router, StaffOnly staff) {
    staff.may(router.get("/safe-to-stop"), Right.OPERATOR).handler(this::answer);
  }

  /** From now on nobody counts on this node, in any role. */
  Future<Void> leave() {
    return Future.join(seats.stream().map(seat -> seat.table().leave(id)).toList())
        .otherwiseEmpty()
        .mapEmpty();
  }

  private void answer(RoutingContext request) {
    if (seats.isEmpty()) throw new OperatorProblem(Kind.TRY_LATER, "the node is starting");
    Answers.reply(
        request,
        Future.all(seats.stream().map(this::find).toList()).map(found -> json(found.list())));
  }

  private Future<Finding> find(Seat seat) {
    return Future.all(seat.table().others(id), seat.crew().load().get(), othersWorkers(seat.crew()))
        .map(
            read ->
                new Finding(
                    seat.crew().role(),
                    read.resultAt(0),
                    read.resultAt(2),
                    seat.crew().staffing().map(role -> role.present()).orElse(0),
                    read.<Load>resultAt(1).open()))
        .recover(e -> Future.failedFuture(new TryLater("the database does not answer", e)));
  }

  private Future<Optional<Integer>> othersWorkers(Crew crew) {
    if (crew.staffing().isEmpty()) return Future.succeededFuture(Optional.empty());
    return crew.staffing().get().posts().map(this::ofOthers).map(Optional::of);
  }

  private int ofOthers(List<Post> posts) {
    return posts.stream()
        .filter(post -> post.atWork() && !post.node().equals(node))
        .mapToInt(Post::number)
        .sum();
  }

  private JsonObject json(List<Finding> found) {
    var reasons = found.stream().flatMap(each -> each.reason().stream()).toList();
    var notes = new ArrayList<String>();
    if (embedded) {
      notes.add(
          "the database stands in this node's data folder: it goes on when the node stops, not when"
              + " its machine or container does");
    }
    return new JsonObject()
        .put("node", node)
        .put("safe", reasons.isEmpty())
        .put("reasons", new JsonArray(reasons))
        .put("notes", new JsonArray(notes));
  }
}
