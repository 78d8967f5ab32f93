package bakery.billing.model;

import bakery.contracts.Line;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import bakery.contracts.TaxShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bookkeeping of one payment: which movements a sale, a debt and a refund make.
 *
 * <p>Only real movements are journal entries. A hold moves nothing: it is a row of the payment
 * table, whose columns say per order that held = captured + released. Cash is booked when it is
 * captured, at the counter or at the door, so a released cash order books nothing.
 *
 * <p>A sale is booked per tax rate: net to sales, tax to the rate's account. A refund takes from
 * each rate in proportion to what is left there, whole minor units, so that refunds of the whole
 * undo the sale and its tax exactly, in however many parts.
 */
final class Books {

  private Books() {}

  /** Where the money of this method is. */
  static Account till(PaymentMethod method) {
    return switch (method) {
      case PaymentMethod.Card ignored -> Account.CARD;
      case PaymentMethod.Cash ignored -> Account.CASH;
    };
  }

  static List<Posting> sale(Payment payment, String decision, Account debit, Instant now) {
    List<Posting> postings = new ArrayList<>();
    for (TaxShare share : TaxShare.of(payment.lines())) {
      Money net = share.gross().minus(share.tax());
      add(postings, payment, decision, debit, Account.SALES, net, share.basisPoints(), now);
      Account tax = Account.tax(share.basisPoints());
      add(postings, payment, decision, debit, tax, share.tax(), share.basisPoints(), now);
    }
    return postings;
  }

  /** The refund must be the payment's next: those done before it are found in the payment. */
  static List<Posting> refund(Payment payment, Refund refund, Instant now) {
    List<TaxShare> sold = TaxShare.of(payment.lines());
    long[] back = new long[sold.size()];
    for (Refund earlier : payment.refunds()) {
      if (earlier.state() == Refund.State.DONE) add(back, spread(sold, back, earlier.amount()));
    }
    long[] spread = spread(sold, back, refund.amount());

    Account credit = till(payment.method());
    String decision = new Intent.Refund(refund.decision(), refund.amount()).name();
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < spread.length; i++) {
      int rate = sold.get(i).basisPoints();
      Money gross = new Money(spread[i], refund.amount().currency());
      Money tax = included(back[i] + spread[i], rate, gross).minus(included(back[i], rate, gross));
      add(postings, payment, decision, Account.REFUNDS, credit, gross.minus(tax), rate, now);
      add(postings, payment, decision, Account.tax(rate), credit, tax, rate, now);
    }
    return postings;
  }

  /**
   * How much of the amount goes to each rate; what is left over by rounding goes to the hungriest.
   */
  private static long[] spread(List<TaxShare> sold, long[] back, Money amount) {
    long[] left = new long[back.length];
    for (int i = 0; i < left.length; i++) left[i] = sold.get(i).gross().minor() - back[i];
    long all = IntStream.range(0, left.length).mapToLong(i -> left[i]).sum();
    if (amount.minor() > all)
      throw new IllegalArgumentException("refund of " + amount + " exceeds what is left: " + all);

    long[] spread = new long[left.length];
    long rest = amount.minor();
    for (int i = 0; i < left.length; i++) {
      spread[i] = Math.multiplyExact(left[i], amount.minor()) / all;
      rest -= spread[i];
    }
    List<Integer> hungry =
        IntStream.range(0, left.length)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer i) -> -(left[i] * amount.minor() % all))
                    .thenComparing(i -> i))
            .toList();
    for (int i = 0; rest > 0; i++, rest--) spread[hungry.get(i)]++;
    return spread;
  }

  private static void add(long[] sum, long[] summand) {
    for (int i = 0; i < sum.length; i++) sum[i] += summand[i];
  }

  /** The tax in a gross amount, rounded as everywhere. */
  private static Money included(long gross, int basisPoints, Money unit) {
    Line line = new Line("", 1, new Money(gross, unit.currency()), basisPoints);
    return TaxShare.of(List.of(line)).getFirst().tax();
  }

  private static void add(
      List<Posting> postings,
      Payment payment,
      String decision,
      Account debit,
      Account credit,
      Money amount,
      int basisPoints,
      Instant now) {
    if (amount.minor() == 0) return;
    postings.add(
        new Posting(
            payment.orderId(), decision, postings.size(), debit, credit, amount, basisPoints, now));
  }
}
