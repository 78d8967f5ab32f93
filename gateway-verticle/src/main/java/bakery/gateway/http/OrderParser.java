package bakery.gateway.http;

import bakery.contracts.Address;
import bakery.contracts.PaymentMethod;
import bakery.gateway.http.OrderRequest.Item;
import bakery.gateway.http.Problem.Kind;
import bakery.gateway.model.Fulfilment;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the body of an order and refuses whatever the OpenAPI document does not promise to accept.
 * The limits and patterns are those of the document; a test holds the two together.
 */
final class OrderParser {

  static final Pattern PRODUCT = Pattern.compile("^[a-z0-9]+(-[a-z0-9]+)*$");
  static final Pattern TEXT =
      Pattern.compile("^[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\s][^\\p{Cc}\\p{Cs}]*$");
  static final Pattern PHONE = Pattern.compile("^\\+?[0-9][0-9 ()/.-]{3,28}$");
  static final Pattern POSTAL_CODE = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9 -]{1,11}$");
  static final Pattern CARD_TOKEN = Pattern.compile("^[!-~]+$");

  private static final String PRINTABLE = "printable text, not only spaces";
  private static final Set<String> ORDER = names("lines", "fulfilment", "payment");
  private static final Set<String> LINE = names("product", "quantity");
  private static final Set<String> FULFILMENT = names("method", "address");
  private static final Set<String> FULFILMENTS = names("delivery", "pickup");
  private static final Set<String> ADDRESS = names("name", "phone", "street", "city", "postalCode");
  private static final Set<String> PAYMENT = names("method", "token");
  private static final Set<String> PAYMENTS = names("card", "cash");
  private static final Set<String> METHOD_ONLY = names("method");

  private OrderParser() {}

  /**
   * @throws Problem BROKEN_JSON, or INVALID with every field that is wrong
   */
  static OrderRequest parse(byte[] body) {
    JsonNode json = StrictJson.read(body);
    List<Refusal> refusals = new ArrayList<>();
    Fields order = Fields.of(json, "", refusals, ORDER);
    List<Item> lines =
        order.objects("lines", Limits.LINES, LINE).stream().map(OrderParser::item).toList();
    Fulfilment fulfilment = fulfilment(order.object("fulfilment", FULFILMENT));
    PaymentMethod payment = payment(order.object("payment", PAYMENT));
    if (!refusals.isEmpty()) {
      throw new Problem(Kind.INVALID, "see errors for what each field must be", refusals);
    }
    return new OrderRequest(lines, fulfilment, payment);
  }

  private static Item item(Fields line) {
    return new Item(
        line.text("product", Limits.PRODUCT_CHARS, PRODUCT, "a product id from the menu"),
        line.number("quantity", 1, Limits.QUANTITY));
  }

  private static Fulfilment fulfilment(Fields fields) {
    return switch (fields.word("method", FULFILMENTS).orElse("")) {
      case "delivery" -> new Fulfilment.Delivery(address(fields.object("address", ADDRESS)));
      case "pickup" -> {
        fields.allowOnly(METHOD_ONLY, "must be absent for pickup");
        yield new Fulfilment.Pickup();
      }
      default -> null; // refused
    };
  }

  private static Address address(Fields fields) {
    return new Address(
        fields.text("name", Limits.NAME_CHARS, TEXT, PRINTABLE),
        fields.text("phone", Limits.PHONE_CHARS, PHONE, "a telephone number"),
        fields.text("street", Limits.STREET_CHARS, TEXT, PRINTABLE),
        fields.text("city", Limits.CITY_CHARS, TEXT, PRINTABLE),
        fields.text("postalCode", Limits.POSTAL_CODE_CHARS, POSTAL_CODE, "a postal code"));
  }

  private static PaymentMethod payment(Fields fields) {
    return switch (fields.word("method", PAYMENTS).orElse("")) {
      case "card" ->
          new PaymentMethod.Card(
              fields.text("token", Limits.CARD_TOKEN_CHARS, CARD_TOKEN, "visible ASCII"));
      case "cash" -> {
        fields.allowOnly(METHOD_ONLY, "must be absent for cash");
        yield new PaymentMethod.Cash();
      }
      default -> null; // refused
    };
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(Set.of(names));
  }
}
