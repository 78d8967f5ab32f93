package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is in doubt orders again with the same key. */
@AtTheSharedBakery
@Timeout(90)
class IdempotencyTest {

  @Test
  void a_hundred_tries_at_once_over_two_gateways_are_one_order_and_one_answer(WholeBakery bakery) {
    String key = UUID.randomUUID().toString();
    long before = bakery.books().orders();
    AtomicInteger turn = new AtomicInteger();
    Callable<Http.Reply> customer =
        () -> {
          List<Jvm> gateways = bakery.livingGateways();
          Jvm gateway = gateways.get(turn.getAndIncrement() % gateways.size());
          return Http.send(WholeBakery.placing(gateway, key, Wanted.twoCroissants())).orElseThrow();
        };

    List<Http.Reply> replies = WholeBakery.atOnce(Collections.nCopies(100, customer));

    assertThat(replies).allMatch(reply -> reply.status() / 100 == 2);
    Set<String> answers =
        replies.stream().map(IdempotencyTest::whatWasAgreed).collect(Collectors.toSet());
    assertThat(answers).hasSize(1);
    assertThat(bakery.books().orders()).isEqualTo(before + 1);
    Tracked.of(bakery, replies.getFirst().json()).eventually("COMPLETED");
  }

  @Test
  void another_order_under_the_same_key_is_refused(WholeBakery bakery) {
    String key = UUID.randomUUID().toString();
    Tracked first = bakery.orderAs(key, Wanted.twoCroissants());

    for (Jvm gateway : bakery.livingGateways()) {
      Http.Reply reply =
          Http.send(WholeBakery.placing(gateway, key, Wanted.breakfast())).orElseThrow();
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.header("Content-Type")).contains("application/problem+json");
    }
    first.eventually("COMPLETED");
  }

  @Test
  void a_retry_after_the_gateway_was_killed_gets_the_first_answer(WholeBakery bakery) {
    String key = UUID.randomUUID().toString();
    Jvm gateway = bakery.livingGateways().getFirst();
    Http.Reply first =
        Http.send(WholeBakery.placing(gateway, key, Wanted.twoCroissants())).orElseThrow();

    gateway.kill9();
    Tracked again = bakery.orderAs(key, Wanted.twoCroissants());

    assertThat(first.status()).isEqualTo(201);
    assertThat(whatWasAgreed(again.answer())).isEqualTo(whatWasAgreed(first));
    again.eventually("COMPLETED");
    bakery.books().comeToRest(Patience.seconds(30));
  }

  private static String whatWasAgreed(Http.Reply reply) {
    return whatWasAgreed(reply.json());
  }

  /** How far the order has come may differ. */
  private static String whatWasAgreed(JsonNode answer) {
    return List.of(
            "id", "number", "lines", "total", "tax", "trackingToken", "placedAt", "promisedAt")
        .stream()
        .map(field -> field + " " + answer.get(field))
        .collect(Collectors.joining("\n"));
  }
}
