package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Right;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What staff do at the bakery's page, before four nodes whose two gateways share a port. */
@AtTheShopWindow
class BakeryPageTest {

  private static final int WALL = 1920;
  private static final int PHONE = 360;
  private static final String WHO = "Ada-at-the-wall";
  private static final String TOKEN = TestStaff.token(WHO, Right.OPERATOR);

  private static Browser browser;
  private static WholeBakery bakery;
  private static String origin;
  private Visitor visitor;

  @BeforeAll
  static void comesBefore(ShopWindow window) {
    browser = window.browser();
    bakery = window.bakery();
    origin = window.origin();
  }

  @Test
  @Order(1)
  void only_an_operators_token_opens_it_and_it_stays_in_the_tab() {
    visitor = browser.visitor(origin, WALL, "en-GB").opens("bakery");
    visitor.looksAround("bakery-sign-in");

    visitor.clicks(".enter").reads(".error", "Paste a token");
    visitor.fillsIn("token", "nonsense").clicks(".enter").reads(".error", "not good");
    assertThat(visitor.focusIsOn("[name=token][aria-invalid]")).isTrue();
    visitor.fillsIn("token", TestStaff.token("Eve", Right.OFFICE)).clicks(".enter");
    visitor.reads(".error", "not the right operator").looksAround("bakery-refused");
    visitor.fillsIn("token", TOKEN).clicks(".enter").sees(".room");

    assertThat(visitor.url()).isEqualTo(origin + "/bakery");
    assertThat(visitor.script("return JSON.stringify({...localStorage})"))
        .asString()
        .isEqualTo("{}");
    visitor.reloads().sees(".room").clicks(".sign-out").sees("[name=token]").reloads();
    visitor.sees("[name=token]");
  }

  @Test
  @Order(2)
  void a_phone_has_room_for_all_of_it_and_germans_read_german() {
    visitor = browser.visitor(origin, PHONE, "de-DE,de").opens("bakery");

    comesIn().reads(zone("kitchen-delivery-2", "kitchen"), "2 Bäcker");

    visitor.reads(".state", "Alles läuft").looksAround("bakery-phone");
    visitor.clicks("[data-language=en]").reads(".state", "All is well");
  }

  @Test
  @Order(3)
  void who_is_hired_is_seen_and_stands_in_the_tables() {
    comesToTheWall();
    String kitchen = zone("kitchen-delivery-2", "kitchen");

    visitor.clicks(kitchen + " [data-step=more]").reads(kitchen, "3 bakers");
    assertThat(bakers("kitchen-delivery-2")).isEqualTo(3);
    assertThat(audited("hire", "1 kitchen kitchen-delivery-2")).isEqualTo(1);

    visitor.clicks(kitchen + " [data-step=less]").reads(kitchen, "2 bakers");
    assertThat(bakers("kitchen-delivery-2")).isEqualTo(2);
  }

  @Test
  @Order(4)
  void what_is_parked_is_seen_and_given_up_for_a_reason() {
    String letter = parkALetter();
    comesToTheWall().reads("bakery-repairs h2", "1 thing to repair").sees(".thing");
    visitor.reads(".thing", "burnt").clicks("[data-doing=discard]").sees("dialog");
    visitor.looksAround("bakery-repair").clicks("dialog [data-answer=yes]").sees("dialog");

    visitor.tabsTo("#reason").presses("it was a test").clicks("dialog [data-answer=yes]");

    visitor.reads("bakery-repairs", "Nothing is parked");
    assertThat(audited("discard-letter", letter)).isEqualTo(1);
  }

  @Test
  @Order(5)
  void who_is_sent_home_sick_is_gone_and_others_bake_what_was_in_hand() {
    Jvm victim = bakery.nodes().get(2);
    comesToTheWall().sees(".worker.idle");
    visitor.clicks(room(victim) + " .sick").sees("dialog").looksAround("bakery-sick");
    visitor.presses(Keys.ESCAPE).seesNo("dialog");
    List<UUID> inHand;
    try (Rush rush = new Rush(bakery)) {
      visitor.sees(worker(victim) + ":not(.idle)").sees(courier(victim) + ":not(.idle)");
      visitor.looksAround("bakery-at-work").clicks(room(victim) + " .sick").sees("dialog");
      Patience.seconds(20)
          .until("it has much in hand", () -> bakery.books().ticketsHeldBy(victim).size() > 5);
      inHand = bakery.books().ticketsHeldBy(victim);
      watchesWhoTakesOver();
      visitor.clicks("dialog [data-answer=yes]").sees(room(victim) + "[data-state=sick]");
      browser.picture("bakery-sick-seen");
      assertThat(victim.isAlive()).isFalse();
      assertThat(audited("send-home-sick", victim.name)).isEqualTo(1);
      visitor.seesNo(worker(victim));
      Patience.seconds(20).until("others take over", this::sawSomebodyTakeOver);
      rush.goesOnFor(100);
    }

    visitor.seesNo(room(victim));
    assertThat(inHand).hasSizeGreaterThan(5);
    bakery.books().comeToRest(Patience.seconds(40));
    assertThat(bakery.books().allBaked(inHand)).as("what it held is baked by others").isTrue();
    for (String station : List.of("placed", "paid", "baking", "ready", "way", "door")) {
      visitor.reads("[data-station=" + station + "] .station-count", "0");
    }
    assertThat(bakery.books().openOrders()).isZero();
    tellWhatItCost();
  }

  private static void tellWhatItCost() {
    for (Jvm gateway : bakery.livingGateways()) {
      double looks = looks(gateway);
      double seconds = gateway.metric("bakery_floor_look_seconds_sum");
      System.out.printf(
          "Seen: %s looked %.0f times at the whole bakery, in %.0f ms each%n",
          gateway.name, looks, 1_000 * seconds / Math.max(1, looks));
    }
  }

  @Test
  @Order(6)
  void the_death_of_its_gateway_is_seen_and_the_page_goes_on() {
    comesToTheWall();
    Jvm gateway = gatewayOfThePage();

    gateway.kill9();

    visitor.reads(".notes", gateway.name + " is gone").seesNo(room(gateway));
    visitor.reads(".state", "All is well").sees(worker(bakery.nodes().get(3)));
    assertThat(visitor.script("return window.wasAway")).isEqualTo(false);
    gateway.start().awaitReady();
    visitor.sees(room(gateway));
  }

  /** The last, since nobody else misses the node that is drained. */
  @Test
  @Order(7)
  void a_real_day_is_played_at_a_tempo_and_ends_with_its_node() {
    comesToTheWall().sees("bakery-demonstration .start");
    String last = bakery.livingGateways().getLast().name;
    long before = bakery.books().orders();
    visitor.chooses("speed", 300).chooses("load", 1_000).reads(".rate.too-much", "at most 100");
    visitor.clicks("bakery-demonstration .start").reads(".note.failure", "at most 100");

    visitor.chooses("load", 10).clicks("bakery-demonstration .start");
    visitor.reads(".so-far", "placed by " + last + ", for " + WHO);
    Patience.seconds(20).until("it orders", () -> bakery.books().orders() >= before + 20);
    visitor.looksAround("bakery-demonstration");
    assertThat(audited("demonstrate", "speed 300, load 10")).isEqualTo(1);
    visitor.chooses("load", 50).clicks("bakery-demonstration .start");
    Patience.seconds(20)
        .until("its tempo is kept", () -> audited("demonstrate", "speed 300, load 50") == 1);
    visitor.clicks("bakery-demonstration .stop").reads(".so-far", "Closed at");
    assertThat(audited("end-demonstration", last)).isEqualTo(1);
    Patience.seconds(20)
        .untilAsserted(
            () ->
                assertThat(visitor.number(".so-far", "(\\S+) were placed"))
                    .isEqualTo(bakery.books().orders() - before));

    visitor.chooses("load", 10).clicks("bakery-demonstration .start").reads(".so-far", "placed by");
    visitor.clicks(room(last) + " .drain").clicks("dialog [data-answer=yes]");

    visitor.reads(".so-far", "The demonstration ended with " + last).seesNo(room(last));
    visitor.reads(".state", "All is well");
    assertThat(audited("drain", last)).isEqualTo(1);
    bakery.books().comeToRest(Patience.seconds(40));
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
            .collect(Collectors.toMap(node -> node, BakeryPageTest::looks));
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

  private Visitor comesToTheWall() {
    visitor = browser.visitor(origin, WALL, "en-GB").opens("bakery");
    return comesIn();
  }

  private Visitor comesIn() {
    return visitor.fillsIn("token", TOKEN).clicks(".enter").sees(".room");
  }

  private static String room(Jvm node) {
    return room(node.name);
  }

  private static String room(String node) {
    return "[data-room='" + node + "']";
  }

  private static String zone(String node, String role) {
    return room(node) + " [data-role=" + role + "]";
  }

  private static String worker(Jvm node) {
    return zone(node.name, "kitchen") + " .worker";
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

  private static String courier(Jvm node) {
    return zone(node.name, "delivery") + " .worker";
  }

  /**
   * Customers who order one after the other until it ends, at a rate that leaves the processors
   * something for the browser; none of them is turned away.
   */
  private static final class Rush implements AutoCloseable {

    private static final int CUSTOMERS = 12;
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1) / 40;

    private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicInteger placed = new AtomicInteger();
    private final List<Throwable> complaints = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    Rush(WholeBakery bakery) {
      for (int i = 0; i < CUSTOMERS; i++) customers.execute(() -> shop(bakery));
    }

    private void shop(WholeBakery bakery) {
      try {
        while (!over) {
          LockSupport.parkNanos(next.getAndAdd(APART_NANOS) - System.nanoTime());
          bakery.order(Wanted.breakfast());
          placed.incrementAndGet();
        }
      } catch (RuntimeException | AssertionError e) {
        complaints.add(e);
      }
    }

    void goesOnFor(int more) {
      int before = placed.get();
      Patience.seconds(30).until(more + " more", () -> placed.get() >= before + more);
    }

    @Override
    public void close() {
      over = true;
      customers.close();
      assertThat(complaints).isEmpty();
    }
  }

  private static long bakers(String node) {
    return bakery
        .database()
        .number("SELECT number FROM kitchen.workers WHERE node = '" + node + "'");
  }

  /** In all roles: a node that ends keeps it in one of its own. */
  private static long audited(String action, String thing) {
    String table =
        "SELECT count(*) FROM %s.audit WHERE who = '%s' AND by_right = 'operator'"
            + " AND action = '%s' AND thing = '%s'";
    return List.of("gateway", "kitchen", "delivery", "billing").stream()
        .mapToLong(role -> bakery.database().number(table.formatted(role, WHO, action, thing)))
        .sum();
  }

  private static String parkALetter() {
    String id = UUID.randomUUID().toString();
    bakery
        .database()
        .execute(
            """
            INSERT INTO kitchen.outbox (id, destination, letters, refusals, refusal, parked_at)
            VALUES ('%1$s', 'gateway',
              '[{"type":"order-baked","key":"%1$s","message":{"orderId":"%1$s"}}]', 5, 'burnt', now())
            """
                .formatted(id));
    return id;
  }
}
