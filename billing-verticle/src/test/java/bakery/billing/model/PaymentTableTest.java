package bakery.billing.model;

import static bakery.billing.model.Orders.CARD;
import static bakery.billing.model.Orders.CASH;
import static bakery.billing.model.Orders.NOON;
import static bakery.billing.model.Orders.answered;
import static bakery.billing.model.Orders.capture;
import static bakery.billing.model.Orders.card;
import static bakery.billing.model.Orders.hold;
import static bakery.billing.model.Orders.refund;
import static bakery.billing.model.Orders.release;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.BillingCommand;
import bakery.contracts.OrderEvent;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentRefunded;
import bakery.contracts.OrderEvent.PaymentReleased;
import bakery.contracts.PaymentMethod;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every status and every message. A cell names the next status ({@code =} when nothing changes),
 * what the gateway is told, and how many movements are booked; {@code !} refuses the message.
 */
class PaymentTableTest {

  private static final String COMMANDS = "STATUS | hold | capture | release | refund\n";

  @Test
  void whatCommandsMakeOfACardPayment() {
    String expected =
        """
        STATUS    | hold           | capture         | release                      | refund
        nothing   | HOLDING        | !               | RELEASED released0           | !
        HOLDING   | =              | !               | RECALLING                    | HOLDING refundrefused
        RECALLING | =              | =               | =                            | RECALLING refundrefused
        HELD      | = held9.50     | CAPTURING       | RELEASING                    | HELD refundrefused
        DECLINED  | = declined     | = declined      | = released0.00               | DECLINED refundrefused
        CAPTURING | = held9.50     | =               | =                            | CAPTURING refundrefused
        CAPTURED  | = held9.50     | = captured9.50  | = captured9.50 released0.00  | REFUNDING
        OWED      | = held9.50     | = capturefailed | = capturefailed released9.50 | OWED refundrefused
        RELEASING | =              | =               | =                            | RELEASING refundrefused
        RELEASED  | = released9.50 | = released9.50  | = released9.50               | RELEASED refundrefused
        REFUNDING | = held9.50     | = captured9.50  | = captured9.50 released0.00  | REFUNDING
        """;

    assertThat(table(commands(CARD))).isEqualToIgnoringWhitespace(expected);
  }

  @Test
  void whatTheProvidersAnswersMakeOfACardPayment() {
    String expected =
        """
        STATUS    | done                     | refused                | unknown
        HOLDING   | HELD held9.50            | DECLINED declined      | HOLDING
        RECALLING | RELEASING                | RELEASED released0.00  | RECALLING
        HELD      | =                        | =                      | =
        DECLINED  | =                        | =                      | =
        CAPTURING | CAPTURED captured9.50 *3 | OWED capturefailed *3  | CAPTURING
        CAPTURED  | =                        | =                      | =
        OWED      | =                        | =                      | =
        RELEASING | RELEASED released9.50    | RELEASED released9.50  | RELEASING
        RELEASED  | =                        | =                      | =
        REFUNDING | CAPTURED refunded1.00 *3 | CAPTURED refundrefused | REFUNDING
        """;

    List<Function<Payment, Step>> answers =
        List.of(
            payment -> answered(payment, new Outcome.Done()),
            payment -> answered(payment, new Outcome.Refused("no")),
            payment -> answered(payment, new Outcome.Unknown()));
    String actual =
        Arrays.stream(Status.values())
            .map(status -> row(status.name(), answers, card(status)))
            .collect(Collectors.joining("\n", "STATUS | done | refused | unknown\n", ""));
    assertThat(actual).isEqualToIgnoringWhitespace(expected);
  }

  @Test
  void cashWaitsForNobody() {
    String expected =
        """
        STATUS   | hold           | capture                  | release                     | refund
        nothing  | HELD held9.50  | !                        | RELEASED released0          | !
        HELD     | = held9.50     | CAPTURED captured9.50 *3 | RELEASED released9.50       | HELD refundrefused
        CAPTURED | = held9.50     | = captured9.50           | = captured9.50 released0.00 | CAPTURED refunded2.00 *3
        RELEASED | = released9.50 | = released9.50           | = released9.50              | RELEASED refundrefused
        """;

    Payment held = Payment.first(hold(CASH), NOON).payment();
    Payment captured = held.on(capture(), NOON).payment();
    Payment released = held.on(release(), NOON).payment();
    String actual =
        String.join(
            "\n",
            COMMANDS + row("nothing", commands(CASH), null),
            row("HELD", commands(CASH), held),
            row("CAPTURED", commands(CASH), captured),
            row("RELEASED", commands(CASH), released));
    assertThat(actual).isEqualToIgnoringWhitespace(expected);
  }

  private static String table(List<Function<Payment, Step>> columns) {
    String first = row("nothing", columns, null);
    return Arrays.stream(Status.values())
        .map(status -> row(status.name(), columns, card(status)))
        .collect(Collectors.joining("\n", COMMANDS + first + "\n", ""));
  }

  private static List<Function<Payment, Step>> commands(PaymentMethod method) {
    return List.of(
        payment -> tell(payment, hold(method)),
        payment -> tell(payment, capture()),
        payment -> tell(payment, release()),
        payment -> tell(payment, refund(2, "2.00")));
  }

  private static Step tell(Payment payment, BillingCommand command) {
    return payment == null ? Payment.first(command, NOON) : payment.on(command, NOON);
  }

  private static String row(String name, List<Function<Payment, Step>> columns, Payment payment) {
    return columns.stream()
        .map(column -> cell(payment, () -> column.apply(payment)))
        .collect(Collectors.joining(" | ", name + " | ", ""));
  }

  private static String cell(Payment before, Supplier<Step> message) {
    Step step;
    try {
      step = message.get();
    } catch (IllegalArgumentException refused) {
      return "!";
    }
    String next = step.payment() == before ? "=" : step.payment().status().name();
    String said = step.events().stream().map(e -> " " + word(e)).collect(Collectors.joining());
    return next + said + (step.postings().isEmpty() ? "" : " *" + step.postings().size());
  }

  private static String word(OrderEvent event) {
    String name = event.getClass().getSimpleName().replace("Payment", "").toLowerCase();
    return switch (event) {
      case PaymentHeld held -> name + held.amount().decimal();
      case PaymentCaptured captured -> name + captured.amount().decimal();
      case PaymentReleased released -> name + released.amount().decimal();
      case PaymentRefunded refunded -> name + refunded.amount().decimal();
      default -> name;
    };
  }
}
