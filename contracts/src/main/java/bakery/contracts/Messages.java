package bakery.contracts;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The wire names and the JSON of everything the roles say. A field may be added (readers ignore
 * what they do not know, and see null where an older sender said nothing); nothing is renamed. A
 * new message is read by one release before the next one sends it.
 */
public final class Messages {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          entry("hold-payment", BillingCommand.HoldPayment.class),
          entry("capture-payment", BillingCommand.CapturePayment.class),
          entry("release-payment", BillingCommand.ReleasePayment.class),
          entry("refund-payment", BillingCommand.RefundPayment.class),
          entry("bake-order", KitchenCommand.BakeOrder.class),
          entry("withdraw-order", KitchenCommand.WithdrawOrder.class),
          entry("deliver-order", DeliveryCommand.DeliverOrder.class),
          entry("payment-held", OrderEvent.PaymentHeld.class),
          entry("payment-declined", OrderEvent.PaymentDeclined.class),
          entry("payment-captured", OrderEvent.PaymentCaptured.class),
          entry("capture-failed", OrderEvent.CaptureFailed.class),
          entry("payment-released", OrderEvent.PaymentReleased.class),
          entry("payment-refunded", OrderEvent.PaymentRefunded.class),
          entry("refund-refused", OrderEvent.RefundRefused.class),
          entry("baking-started", OrderEvent.BakingStarted.class),
          entry("order-baked", OrderEvent.OrderBaked.class),
          entry("order-refused", OrderEvent.OrderRefused.class),
          entry("order-withdrawn", OrderEvent.OrderWithdrawn.class),
          entry("withdrawal-refused", OrderEvent.WithdrawalRefused.class),
          entry("order-picked-up", OrderEvent.OrderPickedUp.class),
          entry("order-delivered", OrderEvent.OrderDelivered.class),
          entry("delivery-failed", OrderEvent.DeliveryFailed.class),
          entry("read-menu", Query.ReadMenu.class),
          entry("set-availability", Query.SetAvailability.class),
          entry("finish-ticket", Query.FinishTicket.class),
          entry("read-tickets", Query.ReadTickets.class),
          entry("read-day-report", Query.ReadDayReport.class),
          entry("done", Answer.Done.class),
          entry("refused", Answer.Refused.class),
          entry("menu", Answer.Menu.class),
          entry("tickets", Answer.Tickets.class),
          entry("day-report", Answer.DayReport.class));

  private static final Map<Class<?>, String> NAMES =
      TYPES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .addMixIn(PaymentMethod.class, PaymentMethodJson.class)
          .build();

  private Messages() {}

  /** Every wire name and its record, in order of the names. */
  public static Map<String, Class<?>> types() {
    return new TreeMap<>(TYPES);
  }

  /** The wire name of a message, query or answer. */
  public static String type(Object message) {
    return Optional.ofNullable(NAMES.get(message.getClass()))
        .orElseThrow(() -> new IllegalArgumentException("no wire name for " + message.getClass()));
  }

  /** Of the role that handles it. */
  public static String address(Object message) {
    return Role.of((Message) message).address();
  }

  /** Of the order that it is about. */
  public static UUID orderId(Object message) {
    return ((Message) message).orderId();
  }

  /** False for the name of a message that only a newer release knows. */
  public static boolean knows(String type) {
    return TYPES.containsKey(type);
  }

  /** UTF-8 JSON of a message, query, answer, or of any value type of this package. */
  public static byte[] encode(Object message) {
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + message.getClass(), e);
    }
  }

  /**
   * The message of a wire name.
   *
   * @throws IllegalArgumentException when the name is unknown or the JSON is not of its shape
   */
  public static Object decode(String type, byte[] json) {
    if (!knows(type)) throw new IllegalArgumentException("unknown message type " + type);
    return decode(TYPES.get(type), json);
  }

  /** A value of one of this package's types, or of a record made of them. */
  public static <T> T decode(Class<T> type, byte[] json) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      // the original message quotes the input, which may hold an address
      throw new IllegalArgumentException(
          "cannot be read as " + type.getSimpleName() + ": " + where(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The field, or the place in the text; never what stands there. */
  private static String where(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream()
          .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
          .collect(Collectors.joining("."));
    }
    JsonLocation place = e.getLocation();
    return place == null
        ? "no JSON"
        : "line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PaymentMethod.Card.class, name = "card"),
    @JsonSubTypes.Type(value = PaymentMethod.Cash.class, name = "cash")
  })
  @JsonIgnoreProperties(ignoreUnknown = true)
  private interface PaymentMethodJson {}
}
