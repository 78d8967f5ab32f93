package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

/** The OpenAPI document and the parser accept the same orders. */
class AgreementTest {

  // no "1234\n": to the validator's Java $ a last line break is none, to ECMA-262 and us it is one
  private static final List<String> TEXTS =
      List.of(
          "croissant",
          "a-b-c",
          "A",
          "-a",
          "a--b",
          " ",
          "a\u0000",
          "é",
          "🥐".repeat(60),
          "\t",
          "+44 (0)131/496",
          "12",
          "123",
          "1234",
          "EH1 1AA",
          "E",
          "75011",
          "tok_ok",
          "tok ok");

  private static Vertx vertx;
  private static Contract contract;

  @BeforeContainer
  static void open() {
    vertx = Vertx.vertx();
    contract = new Contract(vertx);
  }

  @AfterContainer
  static void close() {
    vertx.close().await();
  }

  @Property(tries = 400)
  void whatever_is_changed_in_a_good_order_both_judge_it_alike(@ForAll Random random) {
    JsonObject order = random.nextBoolean() ? OrderBodies.delivered() : OrderBodies.pickedUp();
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) change(order, random);

    judgedAlike(order);
    if (changes == 0) assertThat(parserAccepts(order.encode())).isTrue();
  }

  @Example
  void every_text_is_judged_alike_at_its_boundaries() {
    List<String> texts =
        Stream.concat(
                TEXTS.stream(),
                Stream.of(0, 1, 2, 3, 4, 5, 12, 13, 29, 30, 31, 64, 65, 100, 101, 200, 201)
                    .flatMap(n -> Stream.of("1".repeat(n), "🥐".repeat(n))))
            .toList();
    for (String text : texts) {
      for (String field : List.of("name", "phone", "street", "city", "postalCode")) {
        judgedAlike(OrderBodies.delivered(field, text));
      }
      judgedAlike(OrderBodies.of(text));
      JsonObject paid = OrderBodies.delivered();
      paid.getJsonObject("payment").put("token", text);
      judgedAlike(paid);
    }
  }

  private static void judgedAlike(JsonObject order) {
    String body = order.encode();
    assertThat(parserAccepts(body)).as(body).isEqualTo(contract.acceptsOrder(body));
  }

  private static void change(JsonObject order, Random random) {
    JsonObject target = anyObject(order, random);
    List<String> names = List.copyOf(target.fieldNames());
    String name = names.isEmpty() ? "none" : names.get(random.nextInt(names.size()));
    List<Consumer<JsonObject>> changes =
        List.of(
            object -> object.remove(name),
            object -> object.put(name, anything(random)),
            object -> object.put("surplus", anything(random)),
            object -> object.put("method", word(random)),
            object -> object.put(name, "x".repeat(random.nextInt(300))),
            object -> object.put(name, text(random)),
            object ->
                order.put("lines", OrderBodies.lines(48 + random.nextInt(5)).getValue("lines")));
    changes.get(random.nextInt(changes.size())).accept(target);
  }

  private static JsonObject anyObject(JsonObject order, Random random) {
    List<JsonObject> objects = objects(order).toList();
    return objects.get(random.nextInt(objects.size()));
  }

  private static Stream<JsonObject> objects(Object value) {
    if (value instanceof JsonArray array) {
      return array.stream().limit(2).flatMap(AgreementTest::objects);
    }
    if (!(value instanceof JsonObject object)) return Stream.empty();
    return Stream.concat(
        Stream.of(object),
        object.fieldNames().stream().flatMap(name -> objects(object.getValue(name))));
  }

  private static Object anything(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> true;
      case 2 -> random.nextInt(-2, 103);
      case 3 -> 100 + random.nextInt(3);
      case 4 -> random.nextInt(5) + 0.5;
      case 5 -> (double) random.nextInt(5);
      case 6 -> Long.MAX_VALUE;
      case 7 -> new JsonObject();
      case 8 -> new JsonArray();
      case 9 -> new JsonArray().add(new JsonObject());
      case 10 -> "";
      default -> text(random);
    };
  }

  private static String word(Random random) {
    List<String> words = List.of("delivery", "pickup", "card", "cash", "Pickup", "drone", "");
    return words.get(random.nextInt(words.size()));
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static boolean parserAccepts(String body) {
    try {
      OrderParser.parse(body.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (Problem refused) {
      return false;
    }
  }

  @Test
  void the_documents_limits_are_the_parsers() {
    JsonObject schemas = Contract.document().getJsonObject("components").getJsonObject("schemas");
    JsonObject order = properties(schemas, "OrderRequest");
    JsonObject address = properties(schemas, "Address");

    assertThat(order.getJsonObject("lines").getInteger("maxItems")).isEqualTo(Limits.LINES);
    assertThat(
            properties(schemas, "OrderRequestLine").getJsonObject("quantity").getInteger("maximum"))
        .isEqualTo(Limits.QUANTITY);
    assertThat(schemas.getJsonObject("ProductId").getInteger("maxLength"))
        .isEqualTo(Limits.PRODUCT_CHARS);
    assertThat(max(address, "name")).isEqualTo(Limits.NAME_CHARS);
    assertThat(max(address, "phone")).isEqualTo(Limits.PHONE_CHARS);
    assertThat(max(address, "street")).isEqualTo(Limits.STREET_CHARS);
    assertThat(max(address, "city")).isEqualTo(Limits.CITY_CHARS);
    assertThat(max(address, "postalCode")).isEqualTo(Limits.POSTAL_CODE_CHARS);
    assertThat(max(properties(schemas, "Card"), "token")).isEqualTo(Limits.CARD_TOKEN_CHARS);
    assertThat(address.getJsonObject("name").getString("pattern"))
        .isEqualTo(OrderParser.TEXT.pattern());
    assertThat(address.getJsonObject("phone").getString("pattern"))
        .isEqualTo(OrderParser.PHONE.pattern());
    assertThat(address.getJsonObject("postalCode").getString("pattern"))
        .isEqualTo(OrderParser.POSTAL_CODE.pattern());
    assertThat(schemas.getJsonObject("ProductId").getString("pattern"))
        .isEqualTo(OrderParser.PRODUCT.pattern());
  }

  @Test
  void the_document_lists_every_kind_of_problem_and_every_status() {
    JsonObject schemas = Contract.document().getJsonObject("components").getJsonObject("schemas");

    assertThat(properties(schemas, "Problem").getJsonObject("type").getJsonArray("enum"))
        .containsExactlyElementsOf(
            Stream.of(Problem.Kind.values()).map(Problem.Kind::type).toList());
    assertThat(schemas.getJsonObject("Status").getJsonArray("enum"))
        .containsExactlyElementsOf(
            Stream.of(bakery.gateway.model.Status.values()).map(Enum::name).toList());
  }

  @Test
  void the_documents_own_examples_can_be_ordered() {
    JsonObject examples =
        Contract.document()
            .getJsonObject("paths")
            .getJsonObject("/v1/orders")
            .getJsonObject("post")
            .getJsonObject("requestBody")
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("examples");

    assertThat(examples.fieldNames()).isNotEmpty();
    assertThat(examples.fieldNames())
        .allMatch(
            name -> parserAccepts(examples.getJsonObject(name).getJsonObject("value").encode()));
  }

  private static JsonObject properties(JsonObject schemas, String name) {
    return schemas.getJsonObject(name).getJsonObject("properties");
  }

  private static int max(JsonObject properties, String name) {
    return properties.getJsonObject(name).getInteger("maxLength");
  }
}
