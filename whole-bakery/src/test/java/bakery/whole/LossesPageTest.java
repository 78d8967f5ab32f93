package bakery.whole;

import static bakery.whole.Wall.room;
import static bakery.whole.Wall.worker;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What the bakery's page shows of nodes that go, before four of which two are gateways. */
@AtTheShopWindow
@Order(4)
class LossesPageTest {

  private final Browser browser;
  private final WholeBakery bakery;
  private final Wall wall;
  private Visitor visitor;

  LossesPageTest(ShopWindow window) {
    browser = window.browser();
    bakery = window.bakery();
    wall = new Wall(window, "Bob-at-the-wall");
  }

  @BeforeEach
  void somebodyComes() {
    visitor = wall.comes();
  }

  @Test
  @Order(1)
  void who_is_sent_home_sick_is_gone_and_others_bake_what_was_in_hand() {
    Jvm victim = bakery.kitchens().getFirst();
    visitor.sees(".worker.idle");
    List<UUID> inHand;
    try (Rush rush = new Rush(bakery, Wanted.picnic())) {
      visitor.sees(atWork(victim, "kitchen")).sees(atWork(victim, "delivery"));
      visitor.looksAround("bakery-at-work");
      rush.grows();
      visitor.clicks(room(victim) + " .sick").sees("dialog");
      Patience.seconds(20)
          .until("it has much in hand", () -> bakery.books().ticketsHeldBy(victim).size() > 5);
      inHand = bakery.books().ticketsHeldBy(victim);
      watchesWhoTakesOver();
      visitor.clicks("dialog [data-answer=yes]").sees(room(victim) + "[data-state=sick]");
      browser.picture("bakery-sick-seen");
      assertThat(victim.isAlive()).isFalse();
      assertThat(wall.audited("send-home-sick", victim.name)).isEqualTo(1);
      visitor.seesNo(worker(victim, "kitchen"));
      Patience.seconds(20).until("others take over", this::sawSomebodyTakeOver);
      rush.goesOnFor(100);
    }

    visitor.waitsUntilTheGoneAreForgotten().seesNo(room(victim));
    assertThat(inHand).hasSizeGreaterThan(5);
    bakery.books().comeToRest(Patience.seconds(40));
    assertThat(bakery.books().allBaked(inHand)).as("what it held is baked by others").isTrue();
    for (String station : Wall.STATIONS) visitor.reads(Wall.count(station), "0");
    assertThat(bakery.books().openOrders()).isZero();
    tellWhatItCost();
  }

  @Test
  @Order(2)
  void the_death_of_its_gateway_is_seen_and_the_page_goes_on() {
    Jvm gateway = gatewayOfThePage();

    gateway.kill9();

    visitor.reads(".notes", gateway.name + " is gone").sees(room(gateway) + "[data-state=gone]");
    visitor.waitsUntilTheGoneAreForgotten().seesNo(room(gateway));
    Jvm kitchen = bakery.kitchens().getLast();
    visitor.reads(".state", "All is well").sees(worker(kitchen, "kitchen"));
    assertThat(visitor.script("return window.wasAway")).isEqualTo(false);
    gateway.start();
    visitor.clicks(room(kitchen) + " .sick").sees("dialog"); // while it starts
    visitor.looksAround("bakery-sick").presses(Keys.ESCAPE).seesNo("dialog");
    gateway.awaitReady();
    visitor.sees(room(gateway));
  }

  /** The last, since nobody else misses the node that is drained. */
  @Test
  @Order(3)
  void who_is_drained_leaves_and_the_day_that_it_plays_ends() {
    Jvm last = bakery.livingGateways().getLast();
    visitor.chooses("speed", 300).clicks("bakery-demonstration .start");
    visitor.reads(".so-far", "placed by " + last.name);

    visitor.clicks(room(last) + " .drain").clicks("dialog [data-answer=yes]");

    visitor.reads(".so-far", "The demonstration ended with " + last.name);
    visitor.waitsUntilTheGoneAreForgotten().seesNo(room(last));
    visitor.reads(".state", "All is well");
    assertThat(last.leaves()).as("exit code").isZero();
    assertThat(wall.audited("drain", last.name)).isEqualTo(1);
    bakery.books().comeToRest(Patience.seconds(40));
  }

  private void tellWhatItCost() {
    for (Jvm gateway : bakery.livingGateways()) {
      double seconds = gateway.metric("bakery_floor_look_seconds_sum");
      System.out.printf(
          "Seen: %s looked %.0f times at the whole bakery, in %.0f ms each%n",
          gateway.name, looks(gateway), 1_000 * seconds / Math.max(1, looks(gateway)));
    }
  }

  /** The one that has looked since the page asks; and remembers whether the page lost sight. */
  private Jvm gatewayOfThePage() {
    visitor.script(
        """
        window.wasAway = false;
        const floor = document.querySelector('bakery-floor');
        new MutationObserver(() => { window.wasAway ||= floor.classList.contains('away'); })
          .observe(floor, {attributes: true});
        """);
    Map<Jvm, Double> before =
        bakery.livingGateways().stream()
            .collect(Collectors.toMap(node -> node, LossesPageTest::looks));
    Patience.seconds(10)
        .until(
            "one looks",
            () -> before.keySet().stream().anyMatch(node -> looks(node) > before.get(node) + 1));
    return before.keySet().stream()
        .max(Comparator.comparingDouble(node -> looks(node) - before.get(node)))
        .orElseThrow();
  }

  private static double looks(Jvm gateway) {
    return gateway.metric("bakery_floor_look_seconds_count");
  }

  private static String atWork(Jvm node, String role) {
    return worker(node, role) + ":not(.idle)";
  }

  /** From now on; it may be over in a second. */
  private void watchesWhoTakesOver() {
    visitor.script(
        """
        window.takenOver = false;
        new MutationObserver(() => {
          window.takenOver ||= document.querySelector('.worker.rescue') !== null;
        }).observe(document.querySelector('bakery-rooms'), {subtree: true, attributes: true});
        """);
  }

  private boolean sawSomebodyTakeOver() {
    return (Boolean) visitor.script("return window.takenOver");
  }
}
