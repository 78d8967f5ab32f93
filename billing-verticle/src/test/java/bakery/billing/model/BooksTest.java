package bakery.billing.model;

import static bakery.billing.model.Orders.CASH;
import static bakery.billing.model.Orders.NOON;
import static bakery.billing.model.Orders.ORDER;
import static bakery.billing.model.Orders.answered;
import static bakery.billing.model.Orders.capture;
import static bakery.billing.model.Orders.card;
import static bakery.billing.model.Orders.hold;
import static bakery.billing.model.Orders.refund;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.BillingCommand.RefundPayment;
import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.TaxShare;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BooksTest {

  @Test
  void aSaleIsBookedNetAndTaxRateByRate() {
    Step sold = answered(card(Status.CAPTURING), new Outcome.Done());

    assertThat(words(sold.postings()))
        .containsExactly(
            "capture/0 card > sales 4.00 @0",
            "capture/1 card > sales 4.58 @2000",
            "capture/2 card > tax-2000 0.92 @2000");
  }

  @Test
  void whatCannotBeTakenIsOwed() {
    Step owed = answered(card(Status.CAPTURING), new Outcome.Refused("no"));

    assertThat(words(owed.postings()))
        .containsExactly(
            "debt/0 receivables > sales 4.00 @0",
            "debt/1 receivables > sales 4.58 @2000",
            "debt/2 receivables > tax-2000 0.92 @2000");
  }

  @Test
  void aRefundGivesBackOfEveryRateItsShare() {
    Payment paid = Payment.first(hold(CASH), NOON).payment().on(capture(), NOON).payment();

    Step back = paid.on(refund(1, "4.75"), NOON);

    String decision = "refund:" + refund(1, "4.75").decision();
    assertThat(words(back.postings()))
        .containsExactly(
            decision + "/0 refunds > cash 2.00 @0",
            decision + "/1 refunds > cash 2.29 @2000",
            decision + "/2 tax-2000 > cash 0.46 @2000");
  }

  @Property(tries = 2_000)
  void refundsOfTheWholeUndoTheSaleAndItsTaxInHoweverManyParts(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 999) Integer> prices,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 500) Integer> parts) {
    List<Line> lines = new ArrayList<>();
    int[] rates = {0, 500, 1_250, 2_000};
    for (int i = 0; i < prices.size(); i++) {
      lines.add(new Line("p" + i, 1, Money.of(prices.get(i), "GBP"), rates[i % rates.length]));
    }
    Step sold =
        Payment.first(new HoldPayment(ORDER, "A-1", lines, CASH), NOON)
            .payment()
            .on(capture(), NOON);
    List<Posting> journal = new ArrayList<>(sold.postings());
    Payment payment = sold.payment();
    for (int i = 0; i < parts.size(); i++) payment = giveBack(payment, i, parts.get(i), journal);
    long rest = payment.captured().minus(payment.refunded()).minor();
    if (rest > 0) payment = giveBack(payment, parts.size(), rest, journal);

    assertThat(payment.refunded()).isEqualTo(payment.captured());
    for (TaxShare share : TaxShare.of(lines)) {
      assertThat(sum(journal, share.basisPoints(), true)).isEqualTo(share.gross().minor());
      assertThat(sum(journal, share.basisPoints(), false)).isEqualTo(share.gross().minor());
      assertThat(taxLeft(journal, share.basisPoints())).isZero();
    }
  }

  private static Payment giveBack(
      Payment payment, int decision, long minor, List<Posting> journal) {
    Step step =
        payment.on(
            new RefundPayment(ORDER, new UUID(9, decision), Money.of(minor, "GBP"), ""), NOON);
    journal.addAll(step.postings());
    return step.payment();
  }

  private static long sum(List<Posting> journal, int rate, boolean in) {
    return journal.stream()
        .filter(p -> p.basisPoints() == rate)
        .filter(p -> (in ? p.debit() : p.credit()).equals(Account.CASH))
        .mapToLong(p -> p.amount().minor())
        .sum();
  }

  private static long taxLeft(List<Posting> journal, int rate) {
    Account tax = Account.tax(rate);
    return journal.stream()
        .mapToLong(
            p ->
                p.credit().equals(tax)
                    ? p.amount().minor()
                    : p.debit().equals(tax) ? -p.amount().minor() : 0)
        .sum();
  }

  private static List<String> words(List<Posting> postings) {
    return postings.stream()
        .map(
            p ->
                "%s/%d %s > %s %s @%d"
                    .formatted(
                        p.decision(),
                        p.n(),
                        p.debit().name(),
                        p.credit().name(),
                        p.amount().decimal(),
                        p.basisPoints()))
        .toList();
  }
}
