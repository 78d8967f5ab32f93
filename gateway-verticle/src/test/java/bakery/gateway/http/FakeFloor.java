package bakery.gateway.http;

import bakery.gateway.floor.Errand;
import bakery.gateway.floor.Floor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes that the test plays. */
final class FakeFloor implements Floor {

  static final JsonObject QUEUE = new JsonObject().put("count", 2).put("oldestSeconds", 1.5);

  static final JsonObject DEMONSTRATION =
      new JsonObject()
          .put("node", "south")
          .put("state", "running")
          .put("most", 100)
          .put("dayOrders", 139)
          .put("daySeconds", 46_210)
          .put("speed", 60)
          .put("load", 10)
          .put("by", "Ada")
          .put("startedAt", "2026-01-05T08:00:00.123Z")
          .put("time", "11:32")
          .put("placed", 12)
          .put("refused", 0);

  final AtomicInteger looks = new AtomicInteger();
  final List<Errand> errands = new CopyOnWriteArrayList<>();
  volatile Future<JsonObject> answer =
      Future.succeededFuture(new JsonObject().put("node", "south").put("state", "draining"));

  @Override
  public Future<JsonObject> look() {
    looks.incrementAndGet();
    return Future.succeededFuture(
        new JsonObject()
            .put("at", "2026-01-05T08:00:00.123Z")
            .put("whole", true)
            .put("silent", new JsonArray().add("north"))
            .put(
                "worries",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("kind", "not-heard")
                            .put("about", "north")
                            .put("text", "not heard: north")))
            .put("demonstration", DEMONSTRATION)
            .put(
                "nodes",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("id", UUID.randomUUID().toString())
                            .put("name", "south")
                            .put("roles", new JsonArray().add("kitchen"))
                            .put("atWork", true)
                            .put("heard", true)
                            .put("state", "ready")
                            .put("upSeconds", 12)
                            .put("sickLeave", false)))
            .put(
                "roles",
                new JsonObject()
                    .put("billing", new JsonObject().put("known", false).put("why", "away"))
                    .put(
                        "kitchen",
                        new JsonObject()
                            .put("known", true)
                            .put("open", new JsonObject().put("WAITING", QUEUE))
                            .put("more", false)
                            .put("waiting", QUEUE)
                            .put("letters", new JsonObject().put("count", 0))
                            .put("parked", 0)
                            .put("stuck", 0)
                            .putNull("lastMinute")))
            .put(
                "workers",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", "Bruno")
                            .put("role", "kitchen")
                            .put("node", "south")
                            .put("holds", 1)
                            .put("heard", true)
                            .put(
                                "inHand",
                                new JsonArray()
                                    .add(
                                        new JsonObject()
                                            .put("what", "K4711 2 bread")
                                            .put("seconds", 0.2)))))
            .put("workersMore", 0));
  }

  @Override
  public Future<JsonObject> repairs() {
    return Future.succeededFuture(
        new JsonObject().put("parked", new JsonArray()).put("stuck", new JsonArray()));
  }

  @Override
  public Future<JsonObject> run(Errand errand) {
    errands.add(errand);
    return answer;
  }
}
