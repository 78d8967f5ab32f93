package bakery.kitchen;

import static bakery.kitchen.Kitchens.NOW;
import static bakery.kitchen.Kitchens.bake;
import static bakery.kitchen.Kitchens.finish;
import static bakery.kitchen.Kitchens.model;
import static bakery.kitchen.Kitchens.twoCroissants;
import static bakery.kitchen.Kitchens.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.contracts.Pace;
import bakery.kitchen.model.Baked;
import bakery.kitchen.model.Ticket;
import bakery.kitchen.model.Ticket.Status;
import bakery.platform.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every status × message pair, and what a ticket is made of. */
class KitchenTableTest {

  /** Status before, message: status after (or ! for a refusal), events. */
  private static final String TABLE =
      """
      NONE      BakeOrder     WAITING
      NONE      SoldOut       REFUSED   OrderRefused
      NONE      WithdrawOrder WITHDRAWN OrderWithdrawn
      NONE      Baked         !
      NONE      FinishTicket  !
      WAITING   BakeOrder     WAITING
      WAITING   SoldOut       WAITING
      WAITING   WithdrawOrder WITHDRAWN OrderWithdrawn
      WAITING   start         BAKING    BakingStarted
      WAITING   Baked         !
      WAITING   FinishTicket  BAKED     BakingStarted OrderBaked
      BAKING    BakeOrder     BAKING    BakingStarted
      BAKING    SoldOut       BAKING    BakingStarted
      BAKING    WithdrawOrder BAKING    WithdrawalRefused
      BAKING    start         BAKING
      BAKING    Baked         BAKED     OrderBaked
      BAKING    FinishTicket  BAKED     OrderBaked
      BAKED     BakeOrder     BAKED     OrderBaked
      BAKED     SoldOut       BAKED     OrderBaked
      BAKED     WithdrawOrder BAKED     WithdrawalRefused
      BAKED     start         BAKED
      BAKED     Baked         BAKED
      BAKED     FinishTicket  BAKED
      WITHDRAWN BakeOrder     WITHDRAWN OrderWithdrawn
      WITHDRAWN SoldOut       WITHDRAWN OrderWithdrawn
      WITHDRAWN WithdrawOrder WITHDRAWN OrderWithdrawn
      WITHDRAWN start         WITHDRAWN
      WITHDRAWN Baked         !
      WITHDRAWN FinishTicket  !
      REFUSED   BakeOrder     REFUSED   OrderRefused
      REFUSED   SoldOut       REFUSED   OrderRefused
      REFUSED   WithdrawOrder REFUSED   OrderWithdrawn
      REFUSED   start         REFUSED
      REFUSED   Baked         !
      REFUSED   FinishTicket  !
      """;

  private static final Map<String, Object> MESSAGES = messages();

  private final KitchenModel model = model();

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
  void aBakerTakesOverFromOneWhoFellIllWithoutTellingTheCustomer() {
    Ticket ticket = model.start(in(Status.WAITING), "Ada", NOW).state();

    Step<Ticket, Ticket> takenOver = model.start(ticket, "Ben", NOW.plusSeconds(60));

    assertThat(takenOver.state().baker()).isEqualTo("Ben");
    assertThat(takenOver.messages()).isEmpty();
    assertThat(model.start(ticket, "Ada", NOW).state()).isSameAs(ticket);
  }

  @Test
  void aTicketTakesTheHandsOnTimeOfEveryPieceAndTheLongestBakingTime() {
    Ticket ticket = model.on(null, bake("croissant", 3, "bread", 1), NOW).state();

    assertThat(ticket.workSeconds()).isEqualTo(3 * 10 + 20 + 1_500);
    assertThat(model.expected(ticket)).isEqualTo(new Pace(60).of(Duration.ofSeconds(1_550)));
    assertThat(model(Pace.INSTANT).expected(ticket)).isEqualTo(Duration.ofSeconds(1));
    assertThat(model.due(ticket)).isEqualTo(NOW);
  }

  @Test
  void anOrderThatCannotBeMadeIsRefusedWithItsReason() {
    assertThat(reason("unicorn", 1)).isEqualTo("not on the menu: unicorn");
    assertThat(reason("toast", 1)).isEqualTo("sold out: toast");
    assertThat(reason("croissant", 0)).isEqualTo("not a quantity: 0");
    assertThat(reason()).isEqualTo("nothing to bake");
  }

  @Test
  void messagesOfOtherRolesAreRefused() {
    assertThatThrownBy(() -> model.on(null, "a letter for the butcher", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void holds(String[] row) {
    Ticket before = row[0].equals("NONE") ? null : in(Status.valueOf(row[0]));

    if (row[2].equals("!")) {
      assertThatThrownBy(() -> apply(before, row[1])).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Step<Ticket, Ticket> step = apply(before, row[1]);

    assertThat(step.state().status()).isEqualTo(Status.valueOf(row[2]));
    assertThat(step.messages().stream().map(e -> e.getClass().getSimpleName()))
        .containsExactlyElementsOf(Arrays.asList(row).subList(3, row.length));
    if (row[0].equals(row[2])) assertThat(step.state()).isSameAs(before);
    assertThat(step.records()).isEqualTo(row[0].equals(row[2]) ? List.of() : List.of(step.state()));
  }

  private Step<Ticket, Ticket> apply(Ticket before, String message) {
    return message.equals("start")
        ? model.start(before, "Ada", NOW)
        : model.on(before, MESSAGES.get(message), NOW);
  }

  private Ticket in(Status status) {
    return switch (status) {
      case WAITING -> model.on(null, twoCroissants(), NOW).state();
      case BAKING -> model.start(in(Status.WAITING), "Ada", NOW).state();
      case BAKED -> model.on(in(Status.BAKING), new Baked(), NOW).state();
      case WITHDRAWN -> model.on(in(Status.WAITING), withdraw(), NOW).state();
      case REFUSED -> model.on(null, bake("toast", 1), NOW).state();
    };
  }

  private String reason(Object... items) {
    return model.on(null, bake(items), NOW).state().reason();
  }

  private static Map<String, Object> messages() {
    Map<String, Object> messages = new LinkedHashMap<>();
    messages.put("BakeOrder", twoCroissants());
    messages.put("SoldOut", bake("toast", 1));
    messages.put("WithdrawOrder", withdraw());
    messages.put("start", "Ada");
    messages.put("Baked", new Baked());
    messages.put("FinishTicket", finish());
    return messages;
  }
}
