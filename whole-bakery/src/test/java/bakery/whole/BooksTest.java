package bakery.whole;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The checks at rest see what they are made to see. */
class BooksTest {

  private static final String ID = "00000000-0000-7000-8000-000000000001";
  private static TestDatabase database;
  private static Books books;

  @BeforeAll
  static void prepare() {
    database = TestDatabase.database();
    database.prepared("gateway", "kitchen", "delivery", "billing");
    books = new Books(database);
    books.watch();
  }

  @AfterEach
  void clean() {
    database.execute(
        """
        TRUNCATE gateway.orders, gateway.outbox, kitchen.ticket, billing.payment, billing.journal,
                 watch.happened
        """);
  }

  @Test
  void an_order_without_an_end() {
    order("PAID", true);

    seen(books::everyOrderEnded, ID);
  }

  @Test
  void an_order_that_was_completed_but_never_baked() {
    order("COMPLETED", false);

    seen(books::everythingSoldWasMadeAndBrought, ID);
  }

  @Test
  void a_ticket_baked_twice() {
    database.execute(
        """
        INSERT INTO kitchen.ticket (id, items, status, work_seconds, open, due_at)
        VALUES ('%s', '[]', 'BAKING', 1, true, now());
        UPDATE kitchen.ticket SET status = 'BAKED';
        UPDATE kitchen.ticket SET status = 'BAKING';
        UPDATE kitchen.ticket SET status = 'BAKED';
        """
            .formatted(ID));

    seen(books::nothingHappenedTwice, ID);
  }

  @Test
  void money_that_is_still_held() {
    payment(500, 0);

    seen(books::moneyAddsUp, ID);
  }

  @Test
  void money_that_was_captured_and_not_booked() {
    payment(500, 500);

    seen(books::journalAgrees, ID);
  }

  @Test
  void a_letter_without_a_receipt_and_one_that_is_parked() {
    database.execute(
        """
        INSERT INTO gateway.outbox (id, destination, letters, parked_at)
        VALUES ('%s', 'kitchen', '[]', now())
        """
            .formatted(ID));

    seen(books::outboxesEmpty, "letters of gateway");
    seen(books::nothingParked, ID);
  }

  private static void order(String status, boolean open) {
    database.execute(
        """
        INSERT INTO gateway.orders (id, number, placed_at, promised_at, lines, total_minor,
          currency, payment, fulfilment, status, seq, history, waits_for, open, due_at)
        VALUES ('%s', 'A1', now(), now(), '[]', 500, 'GBP', 'card', 'pickup', '%s', 1, '[]',
          'NOTHING', %s, now())
        """
            .formatted(ID, status, open));
  }

  private static void payment(int held, int captured) {
    database.execute(
        """
        INSERT INTO billing.payment (id, lines, method, amount_minor, currency, status, held_minor,
          captured_minor, released_minor, refunded_minor, attempts, open, due_at)
        VALUES ('%s', '[]', 'card', 500, 'GBP', 'CAPTURED', %d, %d, 0, 0, 0, false, now())
        """
            .formatted(ID, held, captured));
  }

  private static void seen(ThrowingCallable check, String what) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContaining(what);
  }
}
