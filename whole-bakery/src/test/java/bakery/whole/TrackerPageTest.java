package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What customers see and do at their page once they have ordered. */
@AtTheShopWindow
@Order(2)
class TrackerPageTest {

  private static final String FOLLOWERS = "bakery_feed_followers";

  private final WholeBakery bakery;
  private final Counter counter;
  private final ShopWindow window;
  private Visitor visitor;

  TrackerPageTest(ShopWindow window) {
    this.window = window;
    bakery = window.bakery();
    counter = new Counter(bakery);
  }

  @BeforeEach
  void somebodyComes() {
    visitor = window.visitor(ShopWindow.DESK, "en-GB");
  }

  @Test
  void a_declined_card_is_said_and_another_one_tried() {
    visitor.opens("").ordersBy("tok_declined", "croissant");

    assertThat(visitor.stepsUntil("DECLINED")).containsExactly("PLACED", "DECLINED");
    visitor.reads(".steps", "The bank declined the card.").looksAround("declined");

    visitor.clicks(".again").sees("bakery-checkout").paysWith("tok_ok").orders();
    visitor.seesItDelivered(counter);
  }

  @Test
  void cancelling_is_thought_over_and_done() {
    counter.whileNobodyBakes(this::thinksItOverAndCancels);
  }

  private void thinksItOverAndCancels() {
    visitor.opens("").ordersBy("tok_ok", "croissant").sees("[data-status=PAID]");
    visitor.tabsTo(".cancel").presses(Keys.ENTER).sees("dialog");
    assertThat(visitor.focusIsOn("[data-answer=no]")).isTrue();
    visitor.looksAround("cancel").presses(Keys.ESCAPE).seesNo("dialog");
    assertThat(visitor.focusIsOn(".cancel")).isTrue();

    visitor.clicks(".cancel").clicks("[data-answer=yes]");

    assertThat(visitor.stepsUntil("CANCELLED"))
        .containsExactly("PLACED", "PAID", "CANCELLING", "CANCELLED");
    visitor.seesNo(".cancel").looksAround("cancelled");
    assertThat(visitor.reloads().stepsUntil("CANCELLED")).endsWith("CANCELLED");
  }

  @Test
  void germans_read_german_and_whoever_chooses_english_keeps_it() {
    visitor = window.visitor(ShopWindow.DESK, "de-DE,de").opens("");
    visitor.reads("h1", "Frisch aus dem Ofen").adds("bread").reads("bakery-basket", "3,20 £");
    visitor.goesToCheckout();
    visitor.chooses("fulfilment", "pickup").chooses("payment", "cash").seesNo("[name=street]");
    visitor.orders().sees("[data-status=READY]").reads(".explained", "an der Theke");
    visitor.looksAround("german-ready");
    counter.collect(visitor.orderId());
    assertThat(visitor.stepsUntil("COMPLETED")).endsWith("READY", "COLLECTED", "COMPLETED");
    visitor.reads("h1", "Guten Appetit!");

    visitor.clicks("[data-language=en]").reads("h1", "Enjoy it!").reloads();

    visitor.reads("h1", "Enjoy it!");
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
    visitor.seesItDelivered(counter);
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

  /** The last, since nobody else misses that gateway until it is back. */
  @Test
  @Order(Integer.MAX_VALUE)
  void the_death_of_its_gateway_costs_no_step() {
    counter.whileNobodyBakes(this::losesItsGateway);

    visitor.seesItDelivered(counter).seesNo(".connection");
  }

  private void losesItsGateway() {
    visitor.opens("").ordersBy("tok_ok", "sourdough").sees("[data-status=PAID]");
    Jvm gateway = gatewayOfTheFollower();

    gateway.kill9();

    Patience.seconds(10).until("it follows elsewhere", () -> followers().equals(List.of(1.0)));
    assertThat(visitor.steps()).containsExactly("PLACED", "PAID");
    gateway.start(); // while the rest goes on
  }

  /** The one that has the only follower there is; those of the orders before have gone. */
  private Jvm gatewayOfTheFollower() {
    Patience.seconds(10).until("one follows", () -> followers().equals(List.of(1.0)));
    return bakery.livingGateways().stream()
        .filter(node -> node.metric(FOLLOWERS) == 1)
        .findFirst()
        .orElseThrow();
  }

  private List<Double> followers() {
    return bakery.livingGateways().stream()
        .map(node -> node.metric(FOLLOWERS))
        .filter(number -> number > 0)
        .toList();
  }
}
