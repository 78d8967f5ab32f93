package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What customers do at their page, before two gateways that share a port. */
@AtTheShopWindow
class CustomersPageTest {

  private static final String FOLLOWERS = "bakery_feed_followers";

  /** Whoever pays with it stays PLACED for {@link ShopWindow#SILENT_BANK_MILLIS}. */
  private static final String SILENT_BANK = "tok_outcome_unknown";

  private static final int DESK = 1280;
  private static final int PHONE = 360;

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

  @BeforeEach
  void somebodyComes() {
    visitor = browser.visitor(origin, DESK, "en-GB");
  }

  @Test
  void an_order_is_clicked_together_and_followed_to_its_end() {
    visitor.opens("").sees(Visitor.product("croissant"));
    Patience.seconds(5).until("the menu is drawn", () -> menuMillis() > 0);
    System.out.printf(
        "Seen: cold load, menu after %d ms, %,d bytes%n", menuMillis(), transferred());
    visitor.listens().adds("croissant", "croissant", "bread").looksAround("menu");
    visitor.goesToCheckout().fillsInAddress().looksAround("checkout").orders();

    seesItDelivered();
    visitor.looksAround("completed").reads(".summary", "£7.60");
    assertThat(visitor.heard()).contains("Croissant: 2", "Enjoy it!");
    assertThat(transferred()).as("bytes of all of it").isLessThan(150 * 1024);
    visitor.reloads();
    seesItDelivered();
    assertThat(visitor.opens("").text("bakery-basket")).contains("Nothing in it yet");
  }

  @Test
  void a_phone_has_room_for_all_of_it() {
    visitor = browser.visitor(origin, PHONE, "en-GB").opens("");
    visitor.adds("pizza-napoli").looksAround("phone-menu").goesToCheckout();
    visitor.orders().sees("[aria-invalid]").looksAround("phone-checkout");
    visitor.fillsInAddress().seesNo(".error").orders();

    seesItDelivered();
    visitor.looksAround("phone-completed");
  }

  @Test
  void two_clicks_are_one_order() {
    long before = bakery.books().orders();

    visitor.opens("").adds("scone").goesToCheckout().fillsInAddress().doubleClicks(".order");

    visitor.stepsUntil("COMPLETED");
    assertThat(bakery.books().orders()).isEqualTo(before + 1);
  }

  @Test
  void a_lost_answer_and_a_bakery_that_is_full_make_one_order() {
    long before = bakery.books().orders();
    visitor.opens("").listens().adds("scone").goesToCheckout().fillsInAddress();
    visitor.script(
        """
        const real = window.fetch;
        let posts = 0;
        window.fetch = async (path, init) => {
          if (path !== '/v1/orders') return real(path, init);
          posts++;
          if (posts === 1) return new Response('{}', {status: 429, headers: {'Retry-After': '1'}});
          const answer = await real(path, init);
          if (posts === 2) throw new TypeError('lost in a tunnel');
          return answer;
        };
        """);

    visitor.orders().sees(".patience").stepsUntil("COMPLETED");

    assertThat(visitor.heard()).contains("Still trying");
    assertThat(bakery.books().orders()).isEqualTo(before + 1);
  }

  @Test
  void who_reloads_before_the_answer_finds_the_order() {
    long before = bakery.books().orders();
    visitor.opens("").adds("scone").goesToCheckout().fillsInAddress();
    visitor.script(
        """
        const real = window.fetch;
        window.fetch = async (path, init) => {
          if (path !== '/v1/orders') return real(path, init);
          await real(path, init);
          return new Promise(never => {});
        };
        """);
    visitor.orders();
    Patience.seconds(10).until("the order arrives", () -> bakery.books().orders() == before + 1);

    visitor.reloads().stepsUntil("COMPLETED");

    assertThat(bakery.books().orders()).isEqualTo(before + 1);
  }

  @Test
  void who_changes_the_basket_after_a_lost_answer_is_shown_the_order_that_he_has() {
    long before = bakery.books().orders();
    visitor.opens("").adds("scone").goesToCheckout().fillsInAddress();
    visitor.script(
        """
        const real = window.fetch;
        let posts = 0;
        window.fetch = async (path, init) => {
          if (path !== '/v1/orders' || ++posts > 1) return real(path, init);
          await real(path, init);
          return new Response('{"detail": "from somebody between"}', {status: 400});
        };
        """);
    visitor.orders().reads(".failure", "from somebody between");

    visitor.clicks("[data-step=more]").orders().reads(".notice", "already arrived");

    visitor.stepsUntil("COMPLETED");
    assertThat(bakery.books().orders()).isEqualTo(before + 1);
    visitor.opens("").reads("bakery-basket", "2 × Scone");
  }

  @Test
  void a_reload_keeps_basket_address_and_tracker() {
    visitor.opens("").adds("sourdough").goesToCheckout().fillsInAddress().reloads();

    visitor.reads(".lines", "Sourdough").orders().sees("bakery-tracker .steps").reloads();

    seesItDelivered();
  }

  @Test
  void a_declined_card_is_said_and_another_one_tried() {
    visitor.opens("").ordersBy("tok_declined", "croissant");

    assertThat(visitor.stepsUntil("DECLINED")).containsExactly("PLACED", "DECLINED");
    visitor.reads(".steps", "The bank declined the card.").looksAround("declined");

    visitor.clicks(".again").sees("bakery-checkout").paysWith("tok_ok").orders();
    seesItDelivered();
  }

  @Test
  void cancelling_is_thought_over_and_done() {
    visitor.opens("").ordersBy(SILENT_BANK, "croissant").tabsTo(".cancel").presses(Keys.ENTER);
    visitor.sees("dialog");
    assertThat(visitor.focusIsOn("[data-answer=no]")).isTrue();
    visitor.looksAround("cancel").presses(Keys.ESCAPE).seesNo("dialog");
    assertThat(visitor.focusIsOn(".cancel")).isTrue();

    visitor.clicks(".cancel").clicks("[data-answer=yes]");

    assertThat(visitor.stepsUntil("CANCELLED"))
        .containsExactly("PLACED", "CANCELLING", "CANCELLED");
    visitor.seesNo(".cancel").looksAround("cancelled");
    assertThat(visitor.reloads().stepsUntil("CANCELLED")).endsWith("CANCELLED");
  }

  @Test
  void what_sells_out_in_the_basket_is_said_there() {
    visitor.opens("").listens().adds("brownie", "bread").goesToCheckout().fillsInAddress();

    availability("brownie", false);
    try {
      visitor.reads(Visitor.product("brownie"), "is sold out").orders();
      visitor.reads(".failure", "sold out").looksAround("sold-out");
      assertThat(visitor.heard()).contains("Brownie is sold out");
      visitor.clicks("[data-remove=brownie]").seesNo(Visitor.product("brownie")).orders();
      seesItDelivered();
      visitor.opens("").reads(Visitor.product("brownie"), "Sold out");
    } finally {
      availability("brownie", true);
    }
    visitor.seesNo(Visitor.product("brownie") + ".sold-out");
  }

  @Test
  void what_the_bakery_refuses_is_said_at_its_field() {
    visitor
        .opens("")
        .adds("bread")
        .goesToCheckout()
        .fillsInAddress()
        .fillsIn("postalCode", "G1 1AA");

    visitor.orders().reads("#error-postalCode", "only to EH");

    assertThat(visitor.focusIsOn("[name=postalCode][aria-describedby=error-postalCode]")).isTrue();
    visitor.fillsIn("postalCode", "EH1 1AA").orders().stepsUntil("COMPLETED");
  }

  @Test
  void germans_read_german_and_whoever_chooses_english_keeps_it() {
    visitor = browser.visitor(origin, DESK, "de-DE,de").opens("");
    visitor.reads("h1", "Frisch aus dem Ofen").adds("bread").reads("bakery-basket", "3,20 £");
    visitor.goesToCheckout();
    visitor.chooses("fulfilment", "pickup").chooses("payment", "cash").seesNo("[name=street]");
    visitor.orders().sees("[data-status=READY]").reads(".explained", "an der Theke");
    visitor.looksAround("german-ready");
    collect(visitor.orderId());
    assertThat(visitor.stepsUntil("COMPLETED")).endsWith("READY", "COLLECTED", "COMPLETED");
    visitor.reads("h1", "Guten Appetit!");

    visitor.clicks("[data-language=en]").reads("h1", "Enjoy it!").reloads();

    visitor.reads("h1", "Enjoy it!");
  }

  @Test
  void keys_are_enough() {
    visitor.opens("").presses(Keys.TAB);
    assertThat(visitor.focusIsOn(".skip")).isTrue();
    visitor.presses(Keys.ENTER).tabsTo(Visitor.product("bread") + " [data-step=more]");
    visitor.presses(Keys.ENTER, Keys.ENTER, " ").reads("bakery-basket", "3 × Bread");

    visitor.tabsTo("bakery-basket a").presses(Keys.ENTER).sees("bakery-checkout");
    assertThat(visitor.focusIsOn("h1")).isTrue();
    visitor.tabsTo("[name=name]").presses("Ada Baker");
    visitor.tabsTo("[name=phone]").presses("+44 131 496 0000");
    visitor.tabsTo("[name=street]").presses("1 High Street");
    visitor.tabsTo("[name=postalCode]").presses("EH1 1YZ");
    visitor.tabsTo("[name=city]").presses("Edinburgh", Keys.ENTER);

    seesItDelivered();
    assertThat(visitor.focusIsOn("h1")).isTrue();
  }

  @Test
  void a_token_opens_no_other_order() {
    Tracked one = bakery.order(Wanted.twoCroissants());
    Tracked other = bakery.order(Wanted.twoCroissants());

    visitor.opens("#order=%s&token=%s".formatted(one.id(), other.token()));

    visitor.reads("h1", "There is no order for this link").looksAround("unknown");
    assertThat(visitor.text("body")).doesNotContain(one.answer().get("number").asText());
    visitor.opens("#order=nonsense").reads("h1", "There is no order for this link");
    visitor.opens("#order=%s&token=%s".formatted(one.id(), one.token()));
    seesItDelivered();
  }

  @Test
  void a_link_is_handed_on() {
    Tracked order = bakery.order(Wanted.twoCroissants().pickedUp());
    visitor.opens("#order=%s&token=%s".formatted(order.id(), order.token()));

    visitor.script(
        """
        window.copied = '';
        Object.defineProperty(navigator, 'share', {value: undefined});
        Object.defineProperty(navigator, 'clipboard',
          {value: {writeText: async text => { window.copied = text; }}});
        """);
    visitor.clicks(".share").reads(".shared", "Whoever has the link");

    assertThat(visitor.script("return window.copied")).isEqualTo(visitor.url());
    order.eventually("READY").collect();
    visitor.stepsUntil("COMPLETED");
  }

  /** The last, since nobody else misses that gateway. */
  @Test
  @Order(Integer.MAX_VALUE)
  void the_death_of_its_gateway_costs_no_step() {
    visitor.opens("").ordersBy(SILENT_BANK, "sourdough").sees("[data-status=PLACED]");
    Jvm gateway = gatewayOfTheFollower();

    gateway.kill9();

    assertThat(visitor.steps()).doesNotContain("COMPLETED");
    seesItDelivered();
    visitor.seesNo(".connection");
    assertThat(gateway.isAlive()).isFalse();
  }

  /** The one that has the only follower there is; those of the orders before have gone. */
  private static Jvm gatewayOfTheFollower() {
    Patience.seconds(10).until("one follows", () -> followers().equals(List.of(1.0)));
    return bakery.livingGateways().stream()
        .filter(node -> node.metric(FOLLOWERS) == 1)
        .findFirst()
        .orElseThrow();
  }

  private static List<Double> followers() {
    return bakery.livingGateways().stream()
        .map(node -> node.metric(FOLLOWERS))
        .filter(number -> number > 0)
        .toList();
  }

  /** From asking for the page until the menu was drawn; 0 when it is not yet. */
  private long menuMillis() {
    return number("return Math.round(performance.getEntriesByName('menu')[0]?.startTime ?? 0)");
  }

  private long transferred() {
    return number(
        """
        return performance.getEntries()
          .filter(entry => entry.transferSize)
          .reduce((sum, entry) => sum + entry.transferSize, 0)
        """);
  }

  private long number(String script) {
    return ((Number) visitor.script(script)).longValue();
  }

  /** Every step that the order made, each once, in its order; bread may be out before it is in. */
  private void seesItDelivered() {
    List<String> steps = visitor.stepsUntil("COMPLETED");
    assertThat(steps).isEqualTo(history(visitor.orderId()));
    assertThat(steps).startsWith("PLACED", "PAID");
    assertThat(steps).endsWith("READY", "ON_THE_WAY", "DELIVERED", "COMPLETED");
    visitor.sawNoStepTwice();
  }

  private static List<String> history(String orderId) {
    Http.Reply reply =
        staff("/v1/orders/" + orderId + "/history", "GET", HttpRequest.BodyPublishers.noBody());
    return reply.json().get("history").findValuesAsText("status");
  }

  private static void availability(String product, boolean available) {
    staff(
        "/v1/menu/" + product + "/availability",
        "PUT",
        HttpRequest.BodyPublishers.ofString("{\"available\":" + available + "}"));
  }

  private static void collect(String orderId) {
    staff("/v1/orders/" + orderId + "/collection", "POST", HttpRequest.BodyPublishers.noBody());
  }

  private static Http.Reply staff(String path, String method, HttpRequest.BodyPublisher body) {
    Http.Reply reply =
        bakery
            .anyGateway(
                gateway ->
                    Http.request(gateway.http(path))
                        .header("Authorization", "Bearer " + TestStaff.TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build())
            .orElseThrow();
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }
}
