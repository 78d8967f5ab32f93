package bakery.gateway.http;

import static bakery.gateway.http.OrderBodies.delivered;
import static bakery.gateway.http.OrderBodies.pickedUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bakery.contracts.Address;
import bakery.contracts.PaymentMethod;
import bakery.gateway.http.OrderRequest.Item;
import bakery.gateway.http.Problem.Kind;
import bakery.gateway.model.Fulfilment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderParserTest {

  @Test
  void an_order_to_the_door_paid_by_card() {
    OrderRequest request = parse(delivered().encode());

    assertThat(request.lines()).containsExactly(new Item("croissant", 2));
    assertThat(request.payment()).isEqualTo(new PaymentMethod.Card("tok_ok"));
    assertThat(request.fulfilment())
        .isEqualTo(
            new Fulfilment.Delivery(
                new Address("Ada", "+44 131 496 0000", "1 High Street", "Edinburgh", "EH1 1AA")));
  }

  @Test
  void an_order_for_the_counter_paid_in_cash() {
    OrderRequest request = parse(pickedUp().encode());

    assertThat(request.fulfilment()).isEqualTo(new Fulfilment.Pickup());
    assertThat(request.payment()).isEqualTo(new PaymentMethod.Cash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                                                                  | ``
          "croissant"                                                                                         | ``
          null                                                                                                | ``
          {"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}                                      | /lines
          {"lines":[],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}                           | /lines
          {"lines":{},"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}                           | /lines
          {"lines":[3],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}                          | /lines/0
          {"lines":[{"product":"a","quantity":0}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}    | /lines/0/quantity
          {"lines":[{"product":"a","quantity":-1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}   | /lines/0/quantity
          {"lines":[{"product":"a","quantity":101}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}  | /lines/0/quantity
          {"lines":[{"product":"a","quantity":99999999999999999999}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}} | /lines/0/quantity
          {"lines":[{"product":"a","quantity":1e300}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}} | /lines/0/quantity
          {"lines":[{"product":"a","quantity":1.5}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}  | /lines/0/quantity
          {"lines":[{"product":"a","quantity":"2"}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}  | /lines/0/quantity
          {"lines":[{"product":"a"}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}            | /lines/0/quantity
          {"lines":[{"product":"A B","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}  | /lines/0/product
          {"lines":[{"product":"a\\n","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}  | /lines/0/product
          {"lines":[{"product":"","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}     | /lines/0/product
          {"lines":[{"product":7,"quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}}      | /lines/0/product
          {"lines":[{"product":"a","quantity":1,"price":"0.01"}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"}} | /lines/0/price
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"drone"},"payment":{"method":"cash"}}     | /fulfilment/method
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{},"payment":{"method":"cash"}}                | /fulfilment/method
          {"lines":[{"product":"a","quantity":1}],"fulfilment":"pickup","payment":{"method":"cash"}}          | /fulfilment
          {"lines":[{"product":"a","quantity":1}],"payment":{"method":"cash"}}                                | /fulfilment
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"pickup","address":{}},"payment":{"method":"cash"}} | /fulfilment/address
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"delivery"},"payment":{"method":"cash"}}  | /fulfilment/address
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"pickup"}}                           | /payment
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"card"}}    | /payment/token
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"card","token":""}} | /payment/token
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash","token":"t"}} | /payment/token
          {"lines":[{"product":"a","quantity":1}],"fulfilment":{"method":"pickup"},"payment":{"method":"cash"},"a/b~":1} | /a~1b~0""")
  void what_is_wrong_is_named(String body, String pointer) {
    Problem problem = refused(body);

    assertThat(problem.kind()).isEqualTo(Kind.INVALID);
    assertThat(problem.refusals()).extracting(Refusal::pointer).containsExactly(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name       | 101 | from 1 to 100 characters
          street     | 201 | from 1 to 200 characters
          city       | 101 | from 1 to 100 characters
          postalCode | 13  | from 1 to 12 characters
          phone      | 31  | from 1 to 30 characters""")
  void texts_have_limits_and_the_refusal_names_them(String field, int chars, String limit) {
    Problem problem = refused(delivered(field, "1".repeat(chars)).encode());

    assertThat(problem.refusals()).hasSize(1);
    assertThat(problem.refusals().getFirst().pointer()).isEqualTo("/fulfilment/address/" + field);
    assertThat(problem.refusals().getFirst().detail()).contains(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"   ", "a\u0000b", "line\nbreak", "\u0085"})
  void names_are_printable(String name) {
    assertThat(refused(delivered("name", name).encode()).refusals())
        .extracting(Refusal::pointer)
        .containsExactly("/fulfilment/address/name");
  }

  @Test
  void half_a_character_is_none() {
    String body = delivered("name", "HALF").encode().replace("HALF", "\\ud800");

    assertThat(refused(body).refusals())
        .extracting(Refusal::pointer)
        .containsExactly("/fulfilment/address/name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ł", "Zoë 🥐 O'Hara-Smith", "李小龍"})
  void people_have_all_sorts_of_names(String name) {
    assertThat(parse(delivered("name", name).encode()).fulfilment().toString()).contains("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"lines\":[}",
        "{} {}",
        "{\"lines\":[],\"lines\":[]}",
        "[[[[[[[[[1]]]]]]]]]",
        "{'lines':[]}",
        "{\"lines\":NaN}",
        "{\"quantity\":1000000000000000000000000000000000000000}"
      })
  void broken_json_is_refused_without_quoting_it(String body) {
    Problem problem = refused(body);

    assertThat(problem.kind()).isEqualTo(Kind.BROKEN_JSON);
    assertThat(problem.getMessage()).doesNotContain("quantity");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> OrderParser.parse(new byte[] {'"', (byte) 0xc3, '(', '"'}));

    assertThat(problem.getMessage()).contains("UTF-8");
  }

  @Test
  void fifty_lines_are_accepted_and_fifty_one_are_not() {
    assertThat(parse(OrderBodies.lines(50).encode()).lines()).hasSize(50);
    assertThat(refused(OrderBodies.lines(51).encode()).refusals())
        .containsExactly(new Refusal("/lines", "must have from 1 to 50 elements"));
  }

  @Test
  void everything_that_is_wrong_is_named_at_once() {
    Problem problem = refused("{\"lines\":[{\"product\":\"a\",\"quantity\":0},{}],\"x\":1}");

    assertThat(problem.refusals())
        .extracting(Refusal::pointer)
        .containsExactlyInAnyOrder(
            "/x",
            "/lines/0/quantity",
            "/lines/1/product",
            "/lines/1/quantity",
            "/fulfilment",
            "/payment");
  }

  @Test
  void the_digest_is_of_what_was_asked_not_of_its_spelling() {
    String key = "k".repeat(22);
    String spaced = delivered().encodePrettily();

    assertThat(parse(spaced).under(key)).isEqualTo(parse(delivered().encode()).under(key));
    assertThat(parse(pickedUp().encode()).under(key).digest())
        .isNotEqualTo(parse(spaced).under(key).digest());
    assertThat(parse(spaced).under("K".repeat(22)).digest())
        .isNotEqualTo(parse(spaced).under(key).digest());
  }

  private static OrderRequest parse(String body) {
    return OrderParser.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem refused(String body) {
    return catchThrowableOfType(Problem.class, () -> parse(body));
  }
}
