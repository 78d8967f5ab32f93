package bakery.whole.chaos.check;

import static bakery.gateway.model.Status.BAKING;
import static bakery.gateway.model.Status.PAID;
import static bakery.gateway.model.Status.PLACED;
import static bakery.whole.chaos.check.World.BROUGHT;
import static bakery.whole.chaos.check.World.CANCELLED;
import static bakery.whole.chaos.check.World.FETCHED;
import static bakery.whole.chaos.check.World.OWED;
import static bakery.whole.chaos.check.World.id;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.TestDatabase;
import bakery.whole.chaos.crowd.Codes;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check finds what it is there for: a fault is planted, and it is named. */
class ChecksTest {

  private static final UUID LETTER = new UUID(1, 2);
  private static TestDatabase database;
  private World world;

  @BeforeAll
  static void prepare() {
    database = TestDatabase.database();
    database.prepared("gateway", "kitchen", "delivery", "billing");
    Checker.watch(database.address());
  }

  @BeforeEach
  void fill() {
    world = new World(database).fresh();
  }

  @Test
  void a_status_that_does_not_tell_what_the_tables_say() {
    world.execute("UPDATE kitchen.ticket SET open = true WHERE id = #0");
    Checker checker = new Checker(database.address(), Set.of());

    assertThat(checker.compare(status(new JsonObject())).findings())
        .singleElement()
        .extracting(Finding::id, Finding::what)
        .containsExactly("kitchen open BAKED", "the tables say 1, status 0");
    JsonObject one = new JsonObject().put("count", 1L);
    assertThat(checker.compare(status(new JsonObject().put("BAKED", one))).findings()).isEmpty();
  }

  @Test
  void a_status_that_was_never_true_while_the_tables_moved() {
    StatusCheck check = new StatusCheck("status");
    List<Standing> looks = List.of(baking(100), baking(130), baking(120));

    check.within(looks, baking(90));
    check.within(looks, baking(150));
    assertThat(check.result().findings()).isEmpty();

    check.within(looks, baking(180));
    assertThat(check.result().findings())
        .singleElement()
        .extracting(Finding::what)
        .isEqualTo("the tables went from 100 to 130, status said 180");
  }

  private static Standing baking(long tickets) {
    return new Standing(Map.of("kitchen open BAKING", tickets), Map.of());
  }

  /** Of a bakery in which nothing happens, but for the kitchen. */
  private static JsonObject status(JsonObject openTickets) {
    JsonObject roles = new JsonObject();
    for (String role : List.of("gateway", "kitchen", "delivery", "billing")) {
      roles.put(
          role,
          new JsonObject()
              .put("database", new JsonObject().put("known", true))
              .put("open", role.equals("kitchen") ? openTickets : new JsonObject())
              .put("parked", new JsonObject().put("count", 0L))
              .put("envelopes", new JsonArray())
              .put("nodes", new JsonArray()));
    }
    return new JsonObject().put("roles", roles);
  }

  @Test
  void nothing_is_found_in_a_bakery_in_which_all_is_well() {
    assertThat(world.judged())
        .hasSameSizeAs(Checks.ALL)
        .allSatisfy(result -> assertThat(result.findings()).as(result.check()).isEmpty())
        .allSatisfy(result -> assertThat(result.examined()).as(result.check()).isPositive());
  }

  @Test
  void an_acknowledged_order_that_is_lost() {
    world.execute("DELETE FROM gateway.orders WHERE id = #0");

    finds(Orders.ACKNOWLEDGED, id(BROUGHT), "not in the table");
  }

  @Test
  void an_order_under_another_key() {
    world.execute("UPDATE gateway.idempotency_key SET key = 'another' WHERE order_id = #0");

    finds(Orders.ACKNOWLEDGED, id(BROUGHT), "does not stand under the key");
  }

  @Test
  void an_order_without_an_end() {
    world.execute("UPDATE gateway.orders SET status = 'PAID', open = true WHERE id = #1");

    finds(Orders.ENDED, id(FETCHED), "is PAID");
  }

  @Test
  void an_order_that_ended_twice() {
    world.execute(
        """
        UPDATE gateway.orders SET history = history || '{"status": "CANCELLED"}', seq = seq + 1,
               status = 'CANCELLED'
         WHERE id = #0
        """);

    finds(Orders.ENDED_ONCE, id(BROUGHT), "ended 2 times");
  }

  @Test
  void an_order_that_went_on_after_its_end() {
    world.execute(
        """
        UPDATE gateway.orders SET history = history || '{"status": "BAKING"}', seq = seq + 1,
               status = 'BAKING'
         WHERE id = #0
        """);

    finds(Orders.ENDED_ONCE, id(BROUGHT), "went on after its end");
  }

  @Test
  void a_status_that_the_history_does_not_tell() {
    world.execute("UPDATE gateway.orders SET status = 'DECLINED' WHERE id = #0");

    finds(Orders.ENDED_ONCE, id(BROUGHT), "DECLINED 7, but PLACED");
  }

  @Test
  void an_order_that_its_customer_asked_for_in_vain() {
    world.instead(FETCHED).answer(What.ASKED, 404, null, 0, 1, 2);

    finds(Orders.FOUND, id(FETCHED), "asked by his key: ASKED (404)");
  }

  @Test
  void an_order_that_nobody_ordered() {
    world.execute(
        """
        INSERT INTO gateway.orders
        SELECT (jsonb_populate_record(o, jsonb_build_object('id', '%s'))).*
          FROM gateway.orders o WHERE id = #0
        """
            .formatted(LETTER));

    finds(Orders.FOUND, LETTER, "has no key");
  }

  @Test
  void money_that_is_still_held() {
    world.execute("UPDATE billing.payment SET released_minor = 0 WHERE id = #2");

    finds(Money.PER_ORDER, id(CANCELLED), "held 500, captured 0, released 0");
    finds(Money.IN_SUM, "GBP", "held 2000, captured 1000, released 500");
  }

  @Test
  void bread_that_was_not_paid_for() {
    world.execute("DELETE FROM billing.payment WHERE id = #0");

    finds(Money.CHARGED, id(BROUGHT), "COMPLETED, costs 500: payment none");
  }

  @Test
  void money_taken_for_a_cancelled_order() {
    world.execute(
        """
        UPDATE billing.payment SET status = 'CAPTURED', captured_minor = 500, released_minor = 0
         WHERE id = #2
        """);

    finds(Money.CHARGED, id(CANCELLED), "CANCELLED, costs 500: payment CAPTURED");
  }

  @Test
  void a_payment_that_was_captured_twice() {
    world.execute(
        """
        UPDATE billing.payment SET status = 'HELD' WHERE id = #0;
        UPDATE billing.payment SET status = 'CAPTURED' WHERE id = #0
        """);

    finds(Money.CAPTURED_ONCE, id(BROUGHT), "captured 2 times");
  }

  @Test
  void a_payment_that_was_refunded_was_not_captured_twice() {
    world.execute(
        """
        UPDATE billing.payment SET status = 'REFUNDING', refunds = '[{}]' WHERE id = #0;
        UPDATE billing.payment SET status = 'CAPTURED' WHERE id = #0
        """);

    assertThat(result(Money.CAPTURED_ONCE).findings()).isEmpty();
  }

  @Test
  void money_that_was_captured_and_not_booked() {
    world.execute("DELETE FROM billing.journal WHERE order_id = #0 AND n = 1");

    finds(Money.JOURNAL, id(BROUGHT), "captured 500, refunded 0; booked 417");
    finds(Money.BALANCED, "card", "stands at 417, should at 500");
  }

  @Test
  void money_that_was_booked_to_the_wrong_till() {
    world.execute("UPDATE billing.journal SET debit = 'cash' WHERE order_id = #0");

    finds(Money.BALANCED, "cash", "stands at 1000, should at 500");
  }

  @Test
  void a_debt_that_was_not_booked() {
    world.execute("DELETE FROM billing.journal WHERE order_id = #3");

    finds(Money.JOURNAL, id(OWED), "OWED");
  }

  @Test
  void an_order_that_was_completed_and_never_baked() {
    world.execute("DELETE FROM kitchen.ticket WHERE id = #0; DELETE FROM watch.happened");

    finds(Work.BAKED_ONCE, id(BROUGHT), "ticket none by , baked 0 times");
  }

  @Test
  void a_ticket_that_was_baked_twice() {
    world.execute(
        """
        UPDATE kitchen.ticket SET status = 'BAKING' WHERE id = #0;
        UPDATE kitchen.ticket SET status = 'BAKED' WHERE id = #0
        """);

    finds(Work.BAKED_ONCE, id(BROUGHT), "baked 2 times by Ada, Ada");
  }

  @Test
  void a_line_that_was_not_baked() {
    world.execute("UPDATE kitchen.ticket SET items = '[]' WHERE id = #0");

    finds(Work.BAKED_ONCE, id(BROUGHT), "baked 1 times");
  }

  @Test
  void a_claim_that_did_not_survive() {
    world.execute("UPDATE kitchen.ticket SET baker = 'Eve' WHERE id = #0");

    finds(Work.BAKED_ONCE, id(BROUGHT), "by Eve, baked 1 times by Ada");
  }

  @Test
  void an_order_that_was_brought_twice() {
    world.execute(
        """
        UPDATE delivery.delivery SET status = 'ON_THE_WAY' WHERE id = #0;
        UPDATE delivery.delivery SET status = 'DELIVERED', courier = 'Eve' WHERE id = #0
        """);

    finds(Work.DELIVERED_ONCE, id(BROUGHT), "delivered 2 times");
  }

  @Test
  void an_order_that_was_brought_although_it_was_collected() {
    world.execute(
        """
        INSERT INTO delivery.delivery (id, status, tries, open, due_at)
        VALUES (#1, 'DELIVERED', 0, false, now())
        """);

    finds(Work.DELIVERED_ONCE, id(FETCHED), "for pickup");
  }

  @Test
  void work_that_somebody_has_in_hand() {
    world.execute("UPDATE delivery.delivery SET open = true WHERE id = #0");

    finds(Work.NOTHING_LEFT, id(BROUGHT), "delivery DELIVERED");
  }

  @Test
  void a_feed_with_a_gap() {
    following(FETCHED).add(What.NEWS, 0, PLACED, 1, 20).add(What.NEWS, 0, BAKING, 3, 30);

    finds(Feeds.WHOLE, id(FETCHED), "after step 1 the feed told NEWS 3 BAKING");
  }

  @Test
  void a_feed_that_repeats_after_it_was_opened_again() {
    following(FETCHED)
        .add(What.NEWS, 0, PLACED, 1, 20)
        .add(What.CLOSED, Codes.CUT, null, 0, 30)
        .add(What.OPENED, 0, null, 1, 40)
        .add(What.NEWS, 0, PLACED, 1, 50);

    finds(Feeds.WHOLE, id(FETCHED), "after step 1 the feed told NEWS 1 PLACED");
  }

  @Test
  void a_feed_that_does_not_know_how_far_it_was() {
    following(FETCHED)
        .add(What.NEWS, 0, PLACED, 1, 20)
        .add(What.OPENED, 0, null, 1, 40)
        .add(What.CLOSED, 400, null, 1, 50);

    finds(Feeds.WHOLE, id(FETCHED), "after step 1 the feed was refused");
  }

  @Test
  void a_feed_that_told_what_did_not_happen() {
    following(FETCHED).add(What.NEWS, 0, PLACED, 1, 20).add(What.NEWS, 0, BAKING, 2, 30);

    finds(Feeds.TRUE, id(FETCHED), "NEWS 2 BAKING at 0 ms, but PLACED PAID");
  }

  @Test
  void a_feed_that_never_came_to_the_end() {
    following(FETCHED).add(What.NEWS, 0, PLACED, 1, 20).add(What.NEWS, 0, PAID, 2, 30);

    finds(Feeds.TRUE, id(FETCHED), "heard up to step 2");
  }

  @Test
  void a_read_that_goes_back_behind_the_feed() {
    following(FETCHED)
        .add(What.NEWS, 0, PLACED, 1, 20)
        .add(What.NEWS, 0, PAID, 2, 30)
        .answer(What.READ, 200, PLACED, 1, 40, 50);

    finds(Reads.FORWARD, id(FETCHED), "saw step 2, then read READ 1 PLACED");
  }

  @Test
  void a_read_that_was_asked_for_before_the_news_does_not_go_back() {
    following(FETCHED)
        .add(What.NEWS, 0, PLACED, 1, 20)
        .add(What.NEWS, 0, PAID, 2, 30)
        .answer(What.READ, 200, PLACED, 1, 25, 50);

    assertThat(result(Reads.FORWARD).findings()).isEmpty();
  }

  @Test
  void a_read_of_what_did_not_happen() {
    following(FETCHED).answer(What.CANCELLATION, 202, BAKING, 2, 20, 30);

    finds(Reads.TRUE, id(FETCHED), "CANCELLATION 2 BAKING (202) at 0 ms, but PLACED PAID");
  }

  @Test
  void an_acknowledged_order_that_a_gateway_does_not_know() {
    following(FETCHED).answer(What.READ, 404, null, 0, 20, 30);

    finds(Reads.TRUE, id(FETCHED), "is acknowledged, but: READ (404)");
  }

  @Test
  void another_answer_to_the_same_key() {
    following(FETCHED).add(What.DIFFERED, 30);

    finds(Answers.SAME, id(FETCHED), "DIFFERED");
  }

  @Test
  void a_refusal_of_a_key_that_was_acknowledged() {
    following(FETCHED).answer(What.REPEATED, 422, null, 0, 20, 30);

    finds(Answers.SAME, id(FETCHED), "REPEATED (422)");
  }

  @Test
  void a_letter_without_a_receipt() {
    letter("NULL");

    finds(Outboxes.EMPTY, LETTER, "waits in kitchen for gateway");
  }

  @Test
  void a_parked_letter() {
    letter("now()");

    finds(Outboxes.NOTHING_PARKED, LETTER, "parked in kitchen for gateway");
  }

  @Test
  void the_planted_poison_may_be_parked() {
    letter("now()");

    assertThat(List.of(LETTER, id(BROUGHT)))
        .allSatisfy(
            poison ->
                assertThat(world.judged(poison)).allSatisfy(r -> assertThat(r.holds()).isTrue()));
  }

  private void letter(String parkedAt) {
    world.execute(
        """
        INSERT INTO kitchen.outbox (id, destination, letters, parked_at)
        VALUES ('%s', 'gateway', '[{"orderId": "%s"}]', %s)
        """
            .formatted(LETTER, id(BROUGHT), parkedAt));
  }

  /** A customer who was told of his order and remembers nothing else yet. */
  private Trail following(int which) {
    Trail trail = world.instead(which).answer(What.ORDERED, 201, PLACED, 1, 0, 10);
    trail.named(id(which));
    return trail;
  }

  private void finds(Check check, Object id, String what) {
    assertThat(result(check).findings())
        .as(check.name())
        .anySatisfy(
            finding -> {
              assertThat(finding.id()).isEqualTo(id.toString());
              assertThat(finding.what()).contains(what);
            });
  }

  private Result result(Check check) {
    return world.judged().stream()
        .filter(result -> result.check().equals(check.name()))
        .findFirst()
        .orElseThrow();
  }
}
