package bakery.whole.chaos.crowd;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What one customer wants and when he does what, all of it out of the seed and his number.
 *
 * @param key the idempotency key
 * @param body of the request
 * @param cancelMillis after the acknowledgement, or -1 for never
 * @param repeatMillis after the acknowledgement the request is sent again; -1 for never
 * @param twice the request is sent twice at once
 * @param asks after an unknown outcome he first asks what stands under his key
 */
record Wants(
    Kind kind,
    String key,
    String body,
    boolean follows,
    boolean reads,
    int cancelMillis,
    int repeatMillis,
    boolean twice,
    boolean asks) {

  private static final int CANCEL_WITHIN_MILLIS = 1_500;
  private static final int REPEAT_SOON_MILLIS = 1_000;
  private static final int REPEAT_LATE_MILLIS = 8_000;
  private static final int LINES_MAX = 3;
  private static final double ASKING = 0.3;

  private static final List<String> PRODUCTS =
      List.of(
          "croissant",
          "bread",
          "baguette",
          "brownie",
          "pizza-margherita",
          "sandwich",
          "soup",
          "tea",
          "coke");
  private static final List<String> STREETS =
      List.of("12 Rose Street", "4 Lawnmarket", "31 Leith Walk", "7 Bruntsfield Place");

  static Wants of(Plan plan, int number) {
    SplittableRandom chance = chance(plan.seed(), number);
    String key = key(chance);
    Kind kind = Kind.at(chance.nextInt(Kind.OF));
    boolean follows = chance.nextDouble() < plan.following();
    boolean reads = chance.nextDouble() < plan.reading();
    int cancel = kind.isCancelled() ? chance.nextInt(CANCEL_WITHIN_MILLIS) : -1;
    int repeat = chance.nextDouble() < plan.repeating() ? later(chance) : -1;
    boolean twice = chance.nextDouble() < plan.twice();
    boolean asks = chance.nextDouble() < ASKING;
    String body = body(kind, chance).encode();
    return new Wants(kind, key, body, follows, reads, cancel, repeat, twice, asks);
  }

  static String key(long seed, int number) {
    return key(chance(seed, number));
  }

  private static SplittableRandom chance(long seed, int number) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
  }

  private static String key(SplittableRandom chance) {
    return new UUID(chance.nextLong(), chance.nextLong()).toString();
  }

  /** Half of them soon, while the order is under way, half when it has ended. */
  private static int later(SplittableRandom chance) {
    return chance.nextInt(chance.nextBoolean() ? REPEAT_SOON_MILLIS : REPEAT_LATE_MILLIS);
  }

  private static JsonObject body(Kind kind, SplittableRandom chance) {
    JsonArray lines = new JsonArray();
    int first = chance.nextInt(PRODUCTS.size());
    int count = 1 + chance.nextInt(LINES_MAX);
    for (int i = 0; i < count; i++) {
      lines.add(
          new JsonObject()
              .put("product", PRODUCTS.get((first + i) % PRODUCTS.size()))
              .put("quantity", 1 + chance.nextInt(3)));
    }
    return new JsonObject()
        .put("lines", lines)
        .put("fulfilment", fulfilment(kind, chance))
        .put("payment", payment(kind));
  }

  private static JsonObject fulfilment(Kind kind, SplittableRandom chance) {
    if (!kind.isDelivered()) return new JsonObject().put("method", "pickup");
    String street =
        kind == Kind.UNDELIVERABLE ? "1 Nowhere Lane" : STREETS.get(chance.nextInt(STREETS.size()));
    return new JsonObject()
        .put("method", "delivery")
        .put(
            "address",
            new JsonObject()
                .put("name", "Isla Reid")
                .put("phone", "+44 131 496 0" + (100 + chance.nextInt(900)))
                .put("street", street)
                .put("city", "Edinburgh")
                .put("postalCode", "EH2 2PR"));
  }

  private static JsonObject payment(Kind kind) {
    return kind.card() == null
        ? new JsonObject().put("method", "cash")
        : new JsonObject().put("method", "card").put("token", kind.card());
  }
}
