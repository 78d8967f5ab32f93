package bakery.node;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.node.OperatorProblem.Kind;
import bakery.platform.Audit;
import bakery.platform.Deed;
import bakery.platform.Load;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a node is told over HTTP to leave, and tells what that waits for: a line of JSON now and
 * then, the last one says {@code drained}. The node leaves also when nobody listens any more.
 */
final class Departure {
  private static final int TELL_EVERY_MILLIS = 250;

  private final String node;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Set<HttpServerResponse> listening = ConcurrentHashMap.newKeySet();
  private volatile boolean drained;
  private volatile List<Crew> crews = List.of();
  private volatile Audit audit;
  private volatile Runnable leave;

  /**
   * @param node the name of this one
   */
  Departure(String node) {
    this.node = node;
  }

  /**
   * @param kept where it is noted who told it to
   * @param leave drains and ends the node; blocks
   */
  void open(List<Crew> opened, Audit kept, Runnable leave) {
    this.crews = opened;
    this.audit = kept;
    this.leave = leave;
  }

  void mount(Router router, StaffOnly staff) {
    staff.may(router.post("/drain"), Right.OPERATOR).handler(this::drain);
  }

  /** Whoever listens is told that it is done; completes when they have heard it. */
  Future<Void> drained() {
    drained = true;
    return Future.join(
            listening.stream().map(each -> each.end(line("drained", new JsonArray()))).toList())
        .otherwiseEmpty()
        .mapEmpty();
  }

  private void drain(RoutingContext request) {
    if (leave == null) throw new OperatorProblem(Kind.TRY_LATER, "it is starting; SIGTERM ends it");
    var body = Answers.body(request, "{\"node\": …}");
    if (!node.equals(body.getValue("node"))) {
      throw new OperatorProblem(Kind.INVALID, "\"node\" must name this node, " + node);
    }
    var reason = Answers.text(body, "reason", Deed.REASON_CHARS);
    leave(node, reason, StaffOnly.of(request))
        .onFailure(request::fail)
        .onSuccess(leaving -> listen(request));
  }

  /**
   * Begins, and does not wait for the end.
   *
   * @param name must be this node's
   * @param reason or null
   */
  Future<JsonObject> leave(String name, String reason, Staff staff) {
    if (leave == null) throw new OperatorProblem(Kind.TRY_LATER, "it is starting; SIGTERM ends it");
    if (!node.equals(name)) throw new OperatorProblem(Kind.NOT_FOUND, "this is " + node);
    return audit
        .record(StaffOnly.deed(staff, "drain", node, reason))
        .map(
            kept -> {
              if (asked.compareAndSet(false, true)) Thread.ofPlatform().name("drain").start(leave);
              return new JsonObject().put("node", node).put("state", Operations.DRAINING);
            });
  }

  private void listen(RoutingContext request) {
    request
        .response()
        .setChunked(true)
        .putHeader("content-type", "application/x-ndjson")
        .putHeader("cache-control", "no-store");
    listening.add(request.response());
    request.response().endHandler(ended -> listening.remove(request.response()));
    tell(request.vertx(), request.response());
  }

  private void tell(Vertx vertx, HttpServerResponse response) {
    if (drained || response.closed()) return;
    waitsFor()
        .otherwise(new JsonArray())
        .onSuccess(
            what -> {
              if (drained || response.closed()) return;
              response.write(line("draining", what));
              vertx.setTimer(TELL_EVERY_MILLIS, timer -> tell(vertx, response));
            });
  }

  private String line(String state, JsonArray waitsFor) {
    return new JsonObject().put("node", node).put("state", state).put("waitsFor", waitsFor).encode()
        + "\n";
  }

  private Future<JsonArray> waitsFor() {
    var all = crews;
    return Future.all(all.stream().map(crew -> crew.load().get()).toList())
        .map(
            read -> {
              var array = new JsonArray();
              for (int i = 0; i < all.size(); i++) {
                Load load = read.resultAt(i);
                if (load.claims() + load.received() + load.letters() == 0) continue;
                array.add(
                    new JsonObject()
                        .put("role", all.get(i).role().address())
                        .put("claims", load.claims())
                        .put("received", load.received())
                        .put("letters", load.letters()));
              }
              return array;
            });
  }
}
