package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/** An order that the bakery has acknowledged. */
record Tracked(WholeBakery bakery, UUID id, String token, JsonNode answer) {

  static Tracked of(WholeBakery bakery, JsonNode answer) {
    return new Tracked(
        bakery,
        UUID.fromString(answer.get("id").asText()),
        answer.get("trackingToken").asText(),
        answer);
  }

  /** Waits until the order has that status, asking any gateway that answers. */
  Tracked eventually(String status) {
    Patience.seconds(30)
        .untilAsserted(() -> assertThat(status()).as("status of %s", id).contains(status));
    return this;
  }

  Optional<String> status() {
    return bakery
        .anyGateway(gateway -> authorised(gateway, "").GET().build())
        .filter(reply -> reply.status() == 200)
        .map(reply -> reply.json().get("status").asText());
  }

  Http.Reply cancel() {
    return bakery
        .anyGateway(
            gateway ->
                authorised(gateway, "/cancellation")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build())
        .orElseThrow();
  }

  /** Staff says that it was collected. */
  Http.Reply collect() {
    return bakery
        .anyGateway(
            gateway ->
                Http.request(gateway.http(path("/collection")))
                    .header("Authorization", "Bearer " + TestStaff.TOKEN)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build())
        .orElseThrow();
  }

  Follower follow() {
    return new Follower(bakery, this).start();
  }

  String path(String more) {
    return "/v1/orders/" + id + more;
  }

  private HttpRequest.Builder authorised(Jvm gateway, String more) {
    return Http.request(gateway.http(path(more))).header("Authorization", "Bearer " + token);
  }
}
