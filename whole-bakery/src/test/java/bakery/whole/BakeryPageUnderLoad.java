package bakery.whole;

import static bakery.whole.Wall.room;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the bakery's page shows at a rate that fills a machine, with figures: {@code
 * scripts/test-page --load}. Its name keeps it out of all other runs.
 */
@AtTheShopWindow
@Timeout(600)
class BakeryPageUnderLoad {

  private static final int RATE = Integer.getInteger("page.rate", 100);
  private static final int SPEED = 60;

  /** The morning, of which minutes are played here, is so much quieter than the mean of its day. */
  private static final double MORNING = 1.5;

  private static final Patience LONG = Patience.seconds(240);

  private final Browser browser;
  private final WholeBakery bakery;
  private final Wall wall;
  private Visitor visitor;

  BakeryPageUnderLoad(ShopWindow window) {
    browser = window.browser();
    bakery = window.bakery();
    wall = new Wall(window, "Ada");
  }

  @BeforeEach
  void somebodyComes() {
    visitor = wall.comes();
  }

  @Test
  @Order(1)
  void who_is_sent_home_sick_is_gone_his_orders_with_others_and_the_counts_are_the_tables() {
    long before = bakery.books().orders();
    Jvm victim = bakery.kitchens().getFirst();
    demonstrate();
    visitor.reads(".so-far", "placed by");
    long begun = System.nanoTime();
    Patience.seconds(120).until("20 s of it", () -> bakery.books().orders() - before >= 20L * RATE);
    tell("%d orders in %.1f s", bakery.books().orders() - before, secondsSince(begun));
    Smoothness smooth = Smoothness.watch(browser);
    visitor.clicks(room(victim) + " .sick").sees("dialog");
    Patience.seconds(30)
        .until("it holds tickets", () -> !bakery.books().ticketsHeldBy(victim).isEmpty());
    List<UUID> inHand = bakery.books().ticketsHeldBy(victim);
    visitor.script(
        """
        window.rescued = new Set();
        new MutationObserver(() => document.querySelectorAll('.worker.rescue').forEach(
          (worker) => window.rescued.add(worker.dataset.worker)))
          .observe(document.querySelector('bakery-rooms'), {subtree: true, attributes: true});
        """);
    long placedBefore = bakery.books().orders();
    long sick = System.nanoTime();
    visitor.clicks("dialog [data-answer=yes]");
    visitor.sees(room(victim) + "[data-state=sick]");
    tell("the page saw it after %.1f s; it held %d tickets", secondsSince(sick), inHand.size());
    browser.picture("load-sick");
    LONG.until("all of them are baked by others", () -> bakery.books().allBaked(inHand));
    tell("all of them were baked after %.1f s", secondsSince(sick));
    visitor.seesNo(room(victim));
    long until = bakery.books().orders() + 20L * RATE;
    Patience.seconds(120).until("it goes on", () -> bakery.books().orders() >= until);
    double seconds = secondsSince(sick);
    tell(
        "since then %.0f orders/s for %.1f s",
        (bakery.books().orders() - placedBefore) / seconds, seconds);
    tell("the page meanwhile: %s", smooth.told());
    tell(
        "it showed at work for the sick: %s",
        visitor.script("return [...window.rescued].join(', ')"));
    tell("the page: %s", visitor.text("bakery-plots dl").replace('\n', ' '));

    visitor.clicks("bakery-demonstration .stop").reads(".so-far", "Closed at");
    bakery.books().comeToRest(LONG);
    long placed = visitor.number(".so-far", "(\\S+) were placed");
    tell("the page says %d placed, the table has %d", placed, bakery.books().orders() - before);
    assertThat(placed)
        .as("what was placed before it ended")
        .isEqualTo(bakery.books().orders() - before);
    for (String station : Wall.STATIONS) visitor.reads(Wall.count(station), "0");
    assertThat(bakery.books().openOrders()).isZero();
    assertThat(visitor.script("return document.querySelector('.turned-away').hidden"))
        .isEqualTo(true);
  }

  /**
   * What the page is told is of the same size at any rate: here each look, made from one that the
   * bakery gave, moves all sixty tickets, fills and empties every worker and lengthens the plots,
   * as at 500 orders a second.
   */
  @Test
  @Order(2)
  void it_moves_smoothly_at_five_hundred_orders_a_second() {
    visitor.script(BUSY);
    visitor.sees(".station:not(.empty) .station-count");
    browser.byNightAndStill(false, false);
    Patience.seconds(20).until("all is under way", () -> looks() > 5);
    int from = looks();

    Smoothness smooth = Smoothness.watch(browser);
    Patience.seconds(60).until("twenty looks", () -> looks() >= from + 20);

    tell("500 orders/s: %s", smooth.told());
    browser.picture("load-500");
    visitor.script("window.fetch = window.realFetch");
  }

  private int looks() {
    return ((Number) visitor.script("return window.busyLooks")).intValue();
  }

  private static final String BUSY =
      """
      const real = window.realFetch = window.fetch;
      window.busyLooks = 0;
      const STATUSES = ['PLACED', 'PAID', 'BAKING', 'READY', 'ON_THE_WAY', 'DELIVERED', 'COMPLETED'];
      const random = (most) => Math.floor(Math.random() * most);
      const number = (each) => 'ABCDEFGHJKLMNPQRSTUVWXYZ'[each % 24] + String(1000 + each % 9000);
      let orders = Array.from({length: 60}, (none, each) => ({id: each, status: random(7)}));
      let next = 60;
      let quiet = null;
      window.fetch = async (path, init) => {
        if (path !== '/v1/bakery') return real(path, init);
        quiet ??= await (await real(path, init)).text();
        const seen = JSON.parse(quiet);
        const look = ++window.busyLooks;
        for (const worker of seen.workers) {
          worker.holds = random((worker.slots ?? 32) + 1);
          worker.inHand = Array.from({length: Math.min(4, worker.holds)}, () => (
            {what: number(random(90000)) + ' 2 bread', seconds: random(30) / 10}));
        }
        orders = orders.map((order) => order.status === 6 ? {id: next++, status: 0} : {...order, status: order.status + 1});
        const holders = seen.workers.filter(({role}) => role === 'kitchen' || role === 'delivery');
        seen.traffic.sample = orders.map(({id, status}) => ({
          order: '01a21250-bf8d-73d3-a5b8-' + String(id).padStart(12, '0'), number: number(id * 7919), status: STATUSES[status],
          worker: status === 2 || status === 4 ? holders[random(holders.length)]?.name : null}));
        const points = Array.from({length: 150}, (none, each) => each);
        const now = Math.floor(Date.now() / 2000) * 2;
        seen.traffic.at = points.map((each) => now - 2 * (150 - each));
        seen.traffic.placed = points.map((each) => 30000 + 900 * Math.sin((look + each) / 9));
        seen.traffic.completed = points.map((each) => 29800 + 900 * Math.sin((look + each) / 9 - 1));
        seen.traffic.p50 = points.map((each) => 3 + Math.sin((look + each) / 7));
        seen.traffic.p99 = points.map((each) => 9 + 3 * Math.sin((look + each) / 5));
        seen.roles.gateway.open = Object.fromEntries(STATUSES.slice(0, 6).map((status) => (
          [status, {count: 100 + random(900), oldestSeconds: random(90) / 10}])));
        for (const role of Object.values(seen.roles)) {
          role.waiting = {count: random(500), oldestSeconds: random(40) / 10};
          role.letters = {count: random(300), oldestSeconds: random(20) / 10};
        }
        return new Response(JSON.stringify(seen), {status: 200});
      };
      """;

  private void demonstrate() {
    double daily = 139 / 46_210.0; // orders a second of the recorded day
    String body =
        "{\"speed\":%d,\"load\":%d}"
            .formatted(SPEED, (int) Math.floor(MORNING * RATE / (daily * SPEED)));
    new Counter(bakery).ask("PUT", "/v1/bakery/demonstration", body);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static void tell(String what, Object... figures) {
    System.out.printf("Seen: " + what + "%n", figures);
  }
}
