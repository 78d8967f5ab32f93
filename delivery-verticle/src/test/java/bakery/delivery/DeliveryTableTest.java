package bakery.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.contracts.Address;
import bakery.contracts.DeliveryCommand.DeliverOrder;
import bakery.contracts.Money;
import bakery.contracts.OrderEvent.DeliveryFailed;
import bakery.contracts.OrderEvent.OrderDelivered;
import bakery.contracts.OrderEvent.OrderPickedUp;
import bakery.delivery.model.Delivery;
import bakery.delivery.model.Delivery.Status;
import bakery.delivery.model.Patience;
import bakery.delivery.model.Result.Delivered;
import bakery.delivery.model.Result.Undeliverable;
import bakery.platform.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every status × message pair, the way to a door that does not open, and any interleaving. */
class DeliveryTableTest {

  private static final UUID ORDER = UUID.fromString("01935f00-0000-7000-8000-000000000001");
  private static final Instant NOW = Instant.parse("2017-02-04T09:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final String NOBODY = "nobody opened the door";

  /** Status before, message: status after (or ! for a refusal), events. Two tries here. */
  private static final String TABLE =
      """
      NONE       DeliverOrder  WAITING
      NONE       Delivered     !
      NONE       Undeliverable !
      WAITING    DeliverOrder  WAITING
      WAITING    start         ON_THE_WAY OrderPickedUp
      WAITING    Delivered     !
      WAITING    Undeliverable !
      ON_THE_WAY DeliverOrder  ON_THE_WAY OrderPickedUp
      ON_THE_WAY start         ON_THE_WAY
      ON_THE_WAY Delivered     DELIVERED  OrderDelivered
      ON_THE_WAY Undeliverable WAITING
      DELIVERED  DeliverOrder  DELIVERED  OrderDelivered
      DELIVERED  start         DELIVERED
      DELIVERED  Delivered     DELIVERED
      DELIVERED  Undeliverable !
      FAILED     DeliverOrder  FAILED     DeliveryFailed
      FAILED     start         FAILED
      FAILED     Delivered     !
      FAILED     Undeliverable FAILED
      """;

  private static final Map<String, Object> MESSAGES =
      Map.of(
          "DeliverOrder",
          order("12 High Street"),
          "Delivered",
          new Delivered(),
          "Undeliverable",
          new Undeliverable(NOBODY),
          "start",
          "Ada");

  private final DeliveryModel model =
      new DeliveryModel(new Patience(2, PAUSE), Duration.ofSeconds(10));

  @TestFactory
  Stream<DynamicTest> everyPairIsAnswered() {
    return TABLE.lines().map(row -> DynamicTest.dynamicTest(row, () -> holds(row.split("\\s+"))));
  }

  @Test
  void theTableHasEveryPair() {
    var pairs = new TreeSet<String>();
    Stream.concat(Stream.of("NONE"), Arrays.stream(Status.values()).map(Status::name))
        .forEach(status -> MESSAGES.keySet().forEach(message -> pairs.add(status + " " + message)));
    pairs.remove("NONE start"); // nothing to claim

    assertThat(TABLE.lines().map(row -> row.split("\\s+")).map(cell -> cell[0] + " " + cell[1]))
        .containsExactlyInAnyOrderElementsOf(pairs);
  }

  @Test
  void aClosedDoorIsTriedAgainAfterAPauseAndGivenUpAfterTheLastTry() {
    Delivery cameBack = model.on(in(Status.ON_THE_WAY), new Undeliverable(NOBODY), NOW).state();
    Step<Delivery, Delivery> secondTry = model.start(cameBack, "Ben", NOW.plus(PAUSE));
    Step<Delivery, Delivery> end = model.on(secondTry.state(), new Undeliverable(NOBODY), NOW);

    assertThat(model.due(cameBack)).isEqualTo(NOW.plus(PAUSE));
    assertThat(cameBack.address()).isNotNull();
    assertThat(secondTry.messages()).isEmpty();
    assertThat(end.state().status()).isEqualTo(Status.FAILED);
    assertThat(end.state().tries()).isEqualTo(2);
    assertThat(end.messages()).isEqualTo(List.of(new DeliveryFailed(ORDER, NOBODY)));
  }

  @Test
  void theAddressIsForgottenAtTheEnd() {
    assertThat(in(Status.ON_THE_WAY).address()).isNotNull();
    assertThat(in(Status.DELIVERED).address()).isNull();
    assertThat(in(Status.FAILED).address()).isNull();
  }

  @Test
  void anOrderWithoutAnAddressFailsAtOnce() {
    Step<Delivery, Delivery> step =
        model.on(null, new DeliverOrder(ORDER, "A-17", null, null, NOW), NOW);

    assertThat(step.state().status()).isEqualTo(Status.FAILED);
    assertThat(step.messages()).isEqualTo(List.of(new DeliveryFailed(ORDER, "no address")));
  }

  @Test
  void noLogLineCanShowAnAddress() {
    assertThat(in(Status.WAITING).toString()).doesNotContain("High Street", "Grace", "0131");
  }

  @Test
  void theAddressDecidesWhatACourierOfTheSandboxFinds() {
    Courier courier = new Courier("Ada", 8, Duration.ZERO, Town.sandbox(), this::neverWaits);

    assertThat(courier.work(in(Status.ON_THE_WAY)).result()).isEqualTo(new Delivered());
    assertThat(courier.work(model.on(null, order("1 Nowhere Lane"), NOW).state()).result())
        .isEqualTo(new Undeliverable(NOBODY));
  }

  enum Happening {
    ORDER,
    CLAIM,
    COURIER_FALLS_ILL,
    DOOR_OPENS,
    DOOR_STAYS_SHUT
  }

  @Property(tries = 5_000)
  void anyInterleavingEndsWithOneStory(@ForAll @Size(max = 12) List<Happening> happenings) {
    List<Object> said = new ArrayList<>();
    Delivery delivery = null;
    boolean claimed = false;
    List<Happening> all = new ArrayList<>(happenings);
    all.addAll(List.of(Happening.ORDER, Happening.CLAIM, Happening.DOOR_OPENS));

    for (Happening happening : all) {
      boolean claim = happening == Happening.CLAIM && delivery != null && delivery.open();
      Step<Delivery, Delivery> step = Step.same(delivery);
      if (happening == Happening.ORDER) step = model.on(delivery, order("12 High Street"), NOW);
      if (claim && !claimed) step = model.start(delivery, "courier " + said.size(), NOW);
      if (happening == Happening.DOOR_OPENS && claimed)
        step = model.on(delivery, new Delivered(), NOW);
      if (happening == Happening.DOOR_STAYS_SHUT && claimed)
        step = model.on(delivery, new Undeliverable(NOBODY), NOW);
      claimed =
          switch (happening) {
            case ORDER -> claimed;
            case CLAIM -> claimed || claim;
            case COURIER_FALLS_ILL, DOOR_OPENS, DOOR_STAYS_SHUT -> false;
          };
      delivery = step.state();
      said.addAll(step.messages());
    }

    assertThat(delivery.open()).isFalse();
    assertThat(delivery.address()).isNull();
    assertThat(said.getFirst()).isInstanceOf(OrderPickedUp.class);
    boolean delivered = delivery.status() == Status.DELIVERED;
    Statistics.collect(delivery.status());
    assertThat(said.stream().anyMatch(OrderDelivered.class::isInstance)).isEqualTo(delivered);
    assertThat(said.stream().anyMatch(DeliveryFailed.class::isInstance)).isEqualTo(!delivered);
  }

  private void holds(String[] row) {
    Delivery before = row[0].equals("NONE") ? null : in(Status.valueOf(row[0]));

    if (row[2].equals("!")) {
      assertThatThrownBy(() -> apply(before, row[1])).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Step<Delivery, Delivery> step = apply(before, row[1]);

    assertThat(step.state().status()).isEqualTo(Status.valueOf(row[2]));
    assertThat(step.messages().stream().map(e -> e.getClass().getSimpleName()))
        .containsExactlyElementsOf(Arrays.asList(row).subList(3, row.length));
    if (row[0].equals(row[2])) assertThat(step.state()).isSameAs(before);
    assertThat(step.records()).isEqualTo(row[0].equals(row[2]) ? List.of() : List.of(step.state()));
  }

  private Step<Delivery, Delivery> apply(Delivery before, String message) {
    return message.equals("start")
        ? model.start(before, "Ada", NOW)
        : model.on(before, MESSAGES.get(message), NOW);
  }

  private Delivery in(Status status) {
    return switch (status) {
      case WAITING -> model.on(null, order("12 High Street"), NOW).state();
      case ON_THE_WAY -> model.start(in(Status.WAITING), "Ada", NOW).state();
      case DELIVERED -> model.on(in(Status.ON_THE_WAY), new Delivered(), NOW).state();
      case FAILED -> {
        Delivery back = model.on(in(Status.ON_THE_WAY), new Undeliverable(NOBODY), NOW).state();
        Delivery again = model.start(back, "Ada", NOW).state();
        yield model.on(again, new Undeliverable(NOBODY), NOW).state();
      }
    };
  }

  private static DeliverOrder order(String street) {
    Address address = new Address("Grace", "0131 496 0000", street, "Edinburgh", "EH1 1AA");
    return new DeliverOrder(ORDER, "A-17", address, Money.of(640, "GBP"), NOW.plusSeconds(2_400));
  }

  private Future<?> neverWaits(Duration time) {
    throw new AssertionError("nothing to wait for");
  }
}
