package bakery.billing;

import bakery.billing.model.Posting;
import bakery.platform.Clause;
import bakery.platform.Columns;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;

/**
 * The journal table: a row a movement, written in the transaction that makes it true. The key is
 * made of the decision, so booking the same one twice fails the transaction.
 */
final class Journal {

  private static final String INSERT =
      Columns.insert(
          "journal",
          """
          order_id uuid, decision text, n smallint, debit text, credit text, amount_minor bigint,
          currency text, tax_basis_points int, booked_at timestamptz
          """);

  private Journal() {}

  static Clause booking(List<Posting> postings) {
    return Clause.of(INSERT, arrays(inKeyOrder(postings)));
  }

  private static List<Posting> inKeyOrder(List<Posting> postings) {
    return postings.stream()
        .sorted(
            Comparator.comparing((Posting p) -> p.orderId().toString())
                .thenComparing(Posting::decision)
                .thenComparing(Posting::n))
        .toList();
  }

  private static Tuple arrays(List<Posting> postings) {
    return Columns.ofRows(postings)
        .uuid(Posting::orderId)
        .text(Posting::decision)
        .smallint(Posting::n)
        .text(posting -> posting.debit().name())
        .text(posting -> posting.credit().name())
        .bigint(posting -> posting.amount().minor())
        .text(posting -> posting.amount().currency().toString())
        .integer(Posting::basisPoints)
        .time(Posting::bookedAt)
        .tuple();
  }
}
