package bakery.billing.model;

import static bakery.billing.model.Orders.CARD;
import static bakery.billing.model.Orders.CASH;
import static bakery.billing.model.Orders.NOON;
import static bakery.billing.model.Orders.ORDER;
import static bakery.billing.model.Orders.capture;
import static bakery.billing.model.Orders.hold;
import static bakery.billing.model.Orders.refund;
import static bakery.billing.model.Orders.release;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.billing.model.Outcome.Definite;
import bakery.contracts.BillingCommand;
import bakery.contracts.OrderEvent;
import bakery.contracts.OrderEvent.CaptureFailed;
import bakery.contracts.OrderEvent.PaymentCaptured;
import bakery.contracts.OrderEvent.PaymentDeclined;
import bakery.contracts.OrderEvent.PaymentHeld;
import bakery.contracts.OrderEvent.PaymentRefunded;
import bakery.contracts.OrderEvent.RefundRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Any interleaving of commands, duplicates, old reports and the provider's moods keeps the money
 * together, and the provider's own books agree.
 */
class PaymentPropertyTest {

  enum Move {
    HOLD,
    CAPTURE,
    RELEASE,
    REFUND_SOME,
    REFUND_THE_REST,
    REFUND_TOO_MUCH,
    PROVIDER_AGREES,
    PROVIDER_REFUSES,
    PROVIDER_ACTS_BUT_IS_NOT_HEARD,
    PROVIDER_FAILS,
    AN_OLD_REPORT_AGAIN
  }

  @Property(tries = 3_000)
  void noMoneyIsLostNorMovedTwice(@ForAll boolean card, @ForAll @Size(max = 40) List<Move> moves) {
    World world = new World(card);

    for (Move move : moves) {
      world.make(move);
      world.check();
    }

    world.settle();
    world.check();
    world.checkAtRest();
  }

  /** One payment, what was heard of it and what the provider did. */
  private static final class World {
    private final boolean card;
    private final Map<String, Definite> provider = new HashMap<>();
    private final Map<String, Long> moved = new HashMap<>();
    private final List<Answered> reports = new ArrayList<>();
    private final List<OrderEvent> heard = new ArrayList<>();
    private final List<Posting> journal = new ArrayList<>();
    private Payment payment;
    private Instant now = NOON;

    World(boolean card) {
      this.card = card;
    }

    void make(Move move) {
      now = now.plusMillis(100);
      switch (move) {
        case HOLD -> tell(hold(card ? CARD : CASH));
        case CAPTURE -> tell(capture());
        case RELEASE -> tell(release());
        case REFUND_SOME -> tell(refund(1, "4.51"));
        case REFUND_THE_REST -> tell(refund(2, "4.99"));
        case REFUND_TOO_MUCH -> tell(refund(3, "2.00"));
        case PROVIDER_AGREES -> ask(new Outcome.Done(), true);
        case PROVIDER_REFUSES -> ask(new Outcome.Refused("no"), true);
        case PROVIDER_ACTS_BUT_IS_NOT_HEARD -> ask(new Outcome.Done(), false);
        case PROVIDER_FAILS -> report(new Outcome.Unknown());
        case AN_OLD_REPORT_AGAIN -> {
          if (payment != null) for (Answered old : List.copyOf(reports)) take(payment.on(old, now));
        }
      }
    }

    /** Time passes until nobody waits for the provider. */
    void settle() {
      for (int i = 0; payment != null && payment.status().open(); i++) {
        assertThat(i).as("questions until rest").isLessThan(10);
        make(Move.PROVIDER_AGREES);
      }
    }

    private void tell(BillingCommand command) {
      try {
        take(payment == null ? Payment.first(command, now) : payment.on(command, now));
      } catch (IllegalArgumentException refused) {
        assertThat(command).isNotEqualTo(hold(CARD)).isNotEqualTo(release());
      }
    }

    private void ask(Definite mood, boolean heard) {
      if (payment == null || payment.intent().isEmpty()) return;
      Intent intent = payment.intent().get();
      Definite said =
          provider.computeIfAbsent(
              intent.key(ORDER),
              key -> {
                if (mood instanceof Outcome.Done) act(intent);
                return mood;
              });
      report(heard ? said : new Outcome.Unknown());
    }

    private void act(Intent intent) {
      switch (intent) {
        case Intent.Hold ignored -> moved.merge("hold", payment.amount().minor(), Long::sum);
        case Intent.Capture ignored -> moved.merge("capture", payment.amount().minor(), Long::sum);
        case Intent.Release ignored -> moved.merge("release", payment.amount().minor(), Long::sum);
        case Intent.Refund r -> moved.merge("refund", r.amount().minor(), Long::sum);
      }
      assertThat(moved("capture") + moved("release")).isLessThanOrEqualTo(moved("hold"));
      assertThat(moved("refund")).isLessThanOrEqualTo(moved("capture"));
    }

    private void report(Outcome outcome) {
      if (payment == null || payment.intent().isEmpty()) return;
      Answered answered = new Answered(payment.intent().get(), outcome);
      if (outcome instanceof Definite) reports.add(answered);
      take(payment.on(answered, now));
    }

    private void take(Step step) {
      payment = step.payment();
      heard.addAll(step.events());
      journal.addAll(step.postings());
    }

    void check() {
      if (payment == null) return;
      assertThat(payment.captured().plus(payment.released())).isLessThanOrEqualTo(payment.held());
      assertThat(payment.refunded()).isLessThanOrEqualTo(payment.captured());

      Set<String> keys = new HashSet<>();
      for (Posting p : journal) assertThat(keys.add(p.decision() + "/" + p.n())).isTrue();
      Account till = card ? Account.CARD : Account.CASH;
      assertThat(balance(till)).isEqualTo(payment.captured().minus(payment.refunded()).minor());
      boolean owed = payment.status() == Status.OWED;
      assertThat(balance(Account.RECEIVABLES)).isEqualTo(owed ? payment.amount().minor() : 0);
      assertThat(balance(Account.tax(2_000))).isLessThanOrEqualTo(0);

      Set<UUID> yes = new HashSet<>();
      Set<UUID> no = new HashSet<>();
      for (OrderEvent event : heard) {
        if (event instanceof PaymentRefunded refunded) yes.add(refunded.decision());
        if (event instanceof RefundRefused refused) no.add(refused.decision());
      }
      assertThat(Collections.disjoint(yes, no)).as("yes and no to one refund").isTrue();
      assertThat(said(PaymentHeld.class) && said(PaymentDeclined.class)).isFalse();
      assertThat(said(PaymentCaptured.class) && said(CaptureFailed.class)).isFalse();
    }

    void checkAtRest() {
      if (payment == null) return;
      if (payment.status() != Status.HELD) {
        assertThat(payment.held()).isEqualTo(payment.captured().plus(payment.released()));
      }
      if (card) {
        assertThat(moved("hold")).isEqualTo(payment.held().minor());
        assertThat(moved("capture")).isEqualTo(payment.captured().minor());
        assertThat(moved("refund")).isEqualTo(payment.refunded().minor());
      }
      boolean allBack = payment.refunded().equals(payment.captured());
      if (allBack && payment.captured().minor() > 0) {
        assertThat(balance(Account.tax(2_000))).isZero();
        assertThat(balance(Account.SALES) + balance(Account.REFUNDS)).isZero();
      }
      for (Refund refund : payment.refunds()) {
        assertThat(refund.state()).isNotEqualTo(Refund.State.WANTED);
        assertThat(heard).containsAll(Answers.refunded(payment, refund).events());
      }
    }

    /** What was put into an account and not taken out. */
    private long balance(Account account) {
      long in = 0;
      for (Posting p : journal) {
        if (p.debit().equals(account)) in += p.amount().minor();
        if (p.credit().equals(account)) in -= p.amount().minor();
      }
      return in;
    }

    private boolean said(Class<? extends OrderEvent> type) {
      return heard.stream().anyMatch(type::isInstance);
    }

    private long moved(String what) {
      return moved.getOrDefault(what, 0L);
    }
  }
}
