package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import bakery.gateway.floor.Errand;
import bakery.gateway.floor.ErrandRefused;
import bakery.gateway.floor.Tempo;
import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole bakery over HTTP; every answer is judged by the document. */
class FloorTest {

  private static final UUID ID = UUID.fromString("019b2f3a-6a52-7c1e-9d3b-0d2f6a1c9e11");
  private static final String DEMONSTRATION = "/v1/bakery/demonstration";
  private static final Staff ADA = new Staff("Ada", Right.OPERATOR);

  private static Gateway gateway;

  @BeforeAll
  static void open() {
    gateway = new Gateway(Map.of());
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @BeforeEach
  void nothingWasAsked() {
    gateway.floor.errands.clear();
    gateway.floor.answer = Future.succeededFuture(new JsonObject().put("done", "so"));
  }

  @Test
  void however_many_look_the_bakery_is_looked_at_once_a_second() {
    int before = gateway.floor.looks.get();
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> seen = call("GET", "/v1/bakery", null);
      assertThat(seen.statusCode()).isEqualTo(200);
      assertThat(seen.headers().firstValue("cache-control")).contains("no-store");
      assertThat(new JsonObject(seen.body()).getJsonObject("traffic")).isNotNull();
    }
    long seconds = (System.nanoTime() - begun) / 900_000_000 + 1;

    assertThat(gateway.floor.looks.get() - before).isBetween(1, (int) seconds);
  }

  @Test
  void what_staff_want_is_handed_to_the_nodes_under_their_name() {
    post("/v1/bakery/workers/kitchen", "{\"hire\":2}", 200);
    post(
        "/v1/bakery/workers/kitchen",
        "{\"letGo\":1,\"node\":\"south\",\"reason\":\"Sunday\"}",
        200);
    post("/v1/bakery/nodes/south/drain", "{}", 202);
    post("/v1/bakery/nodes/south/sick-leave", "{\"reason\":\"a cold\"}", 202);
    post("/v1/bakery/parked/kitchen/" + ID + "/retry", "{}", 200);
    post("/v1/bakery/parked/kitchen/" + ID + "/discard", "{\"reason\":\"burnt\"}", 200);
    post("/v1/bakery/stuck/billing/" + ID + "/nudge", "{}", 200);
    gateway.floor.answer = Future.succeededFuture(FakeFloor.DEMONSTRATION);
    say("PUT", DEMONSTRATION, "{\"speed\":60,\"load\":10,\"reason\":\"open day\"}", 200);
    say("DELETE", DEMONSTRATION, null, 200);

    assertThat(gateway.floor.errands)
        .containsExactly(
            Errand.workers(true, "kitchen", 2, null, null, ADA),
            Errand.workers(false, "kitchen", 1, "south", "Sunday", ADA),
            Errand.toNode(Errand.Kind.DRAIN, "south", null, ADA),
            Errand.toNode(Errand.Kind.SICK_LEAVE, "south", "a cold", ADA),
            Errand.repair(Errand.Kind.RETRY, "kitchen", ID, null, ADA),
            Errand.repair(Errand.Kind.DISCARD, "kitchen", ID, "burnt", ADA),
            Errand.repair(Errand.Kind.NUDGE, "billing", ID, null, ADA),
            Errand.demonstrate(new Tempo(60, 10), "open day", ADA),
            Errand.endDemonstration(ADA));
    for (Errand each : gateway.floor.errands) {
      assertThat(Errand.from(each.toJson())).isEqualTo(each);
    }
  }

  @Test
  void what_makes_no_sense_is_said_with_field_and_limit_and_reaches_no_node() {
    String workers = "/v1/bakery/workers/kitchen";
    assertThat(post(workers, "{}", 422)).contains("/letGo");
    assertThat(post(workers, "{\"hire\":0}", 422)).contains("/hire", "from 1 to 1000");
    assertThat(post(workers, "{\"hire\":1,\"letGo\":1}", 422)).contains("/letGo");
    assertThat(post(workers, "{\"hire\":1,\"node\":\"" + "n".repeat(65) + "\"}", 422))
        .contains("/node", "from 1 to 64");
    assertThat(post("/v1/bakery/workers/baron", "{\"hire\":1}", 404)).contains("kitchen");
    assertThat(post("/v1/bakery/parked/kitchen/" + ID + "/discard", "{}", 422))
        .contains("/reason", "is missing");
    post("/v1/bakery/parked/kitchen/nonsense/retry", "{}", 404);
    post("/v1/bakery/nodes/south/drain", "{\"now\":true}", 422);
    post("/v1/bakery/nodes/south/drain", "nonsense", 400);
    assertThat(say("PUT", DEMONSTRATION, "{\"speed\":3601,\"load\":0}", 422))
        .contains("/speed", "from 1 to 3600", "/load", "from 1 to 1000");

    assertThat(gateway.floor.errands).isEmpty();
  }

  @Test
  void what_a_node_refuses_is_said_as_its_problem() {
    String path = "/v1/bakery/nodes/south/sick-leave";
    refuse(new ErrandRefused(ErrandRefused.Why.NOT_PERMITTED, "south was started without"));
    assertThat(post(path, "{}", 403)).contains("not-permitted", "was started without");
    refuse(new ErrandRefused(ErrandRefused.Why.NOT_FOUND, "no such node, but north"));
    assertThat(post(path, "{}", 404)).contains("but north");
    refuse(new ErrandRefused(ErrandRefused.Why.INVALID, "nobody to let go"));
    assertThat(post(path, "{}", 422)).contains("nobody to let go");
    refuse(new TryLater("it does not answer"));
    post(path, "{}", 503);
  }

  private static void refuse(RuntimeException why) {
    gateway.floor.answer = Future.failedFuture(why);
  }

  private static String post(String path, String body, int status) {
    return say("POST", path, body, status);
  }

  private static String say(String method, String path, String body, int status) {
    HttpResponse<String> answer = call(method, path, body);
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(status);
    return answer.body();
  }

  private static HttpResponse<String> call(String method, String path, String body) {
    return gateway.call(
        method,
        path,
        body,
        "Authorization",
        "Bearer " + Gateway.token(Right.OPERATOR),
        "Content-Type",
        "application/json");
  }
}
