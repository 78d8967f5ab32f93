package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What customers do at their page until they have ordered. */
@AtTheShopWindow
@Order(1)
class CustomersPageTest {

  private final WholeBakery bakery;
  private final Counter counter;
  private final ShopWindow window;
  private Visitor visitor;

  CustomersPageTest(ShopWindow window) {
    this.window = window;
    bakery = window.bakery();
    counter = new Counter(bakery);
  }

  @BeforeEach
  void somebodyComes() {
    visitor = window.visitor(ShopWindow.DESK, "en-GB");
  }

  @Test
  void an_order_is_clicked_together_and_followed_to_its_end() {
    window.browser().forgetsFiles();
    visitor.opens("").sees(Visitor.product("croissant"));
    Patience.seconds(5).until("the menu is drawn", () -> menuMillis() > 0);
    System.out.printf(
        "Seen: cold load, menu after %d ms, %,d bytes%n", menuMillis(), transferred());
    visitor.listens().adds("croissant", "croissant", "bread").looksAround("menu");
    visitor.goesToCheckout().fillsInAddress().looksAround("checkout").orders();

    visitor.seesItDelivered(counter);
    visitor.looksAround("completed").reads(".summary", "£7.60");
    visitor.hears("Croissant: 2").hears("Enjoy it!");
    assertThat(transferred()).as("bytes of all of it").isLessThan(150 * 1024);
    visitor.reloads();
    visitor.seesItDelivered(counter);
    assertThat(visitor.opens("").text("bakery-basket")).contains("Nothing in it yet");
  }

  @Test
  void a_phone_has_room_for_all_of_it() {
    visitor = window.visitor(ShopWindow.PHONE, "en-GB").opens("");
    visitor.adds("pizza-napoli").looksAround("phone-menu").goesToCheckout();
    visitor.orders().sees("[aria-invalid]").looksAround("phone-checkout");
    visitor.fillsInAddress().seesNo(".error").orders();

    visitor.seesItDelivered(counter);
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
        const through = new Promise(letThrough => { window.letThrough = letThrough; });
        window.fetch = async (path, init) => {
          if (path !== '/v1/orders') return real(path, init);
          posts++;
          if (posts > 2) await through;
          if (posts === 1) return new Response('{}', {status: 429, headers: {'Retry-After': '1'}});
          const answer = await real(path, init);
          if (posts === 2) throw new TypeError('lost in a tunnel');
          return answer;
        };
        """);

    visitor.orders().sees(".patience").script("window.letThrough()");

    visitor.stepsUntil("COMPLETED");

    visitor.hears("Still trying");
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

    visitor.seesItDelivered(counter);
  }

  @Test
  void what_sells_out_in_the_basket_is_said_there() {
    visitor.opens("").listens().adds("brownie", "bread").goesToCheckout().fillsInAddress();

    counter.sells("brownie", false);
    try {
      visitor.reads(Visitor.product("brownie"), "is sold out").orders();
      visitor.reads(".failure", "sold out").looksAround("sold-out");
      visitor.hears("Brownie is sold out");
      visitor.clicks("[data-remove=brownie]").seesNo(Visitor.product("brownie")).orders();
      visitor.seesItDelivered(counter);
      visitor.opens("").reads(Visitor.product("brownie"), "Sold out");
    } finally {
      counter.sells("brownie", true);
    }
    visitor.comesBack().seesNo(Visitor.product("brownie") + ".sold-out");
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

    visitor.seesItDelivered(counter);
    assertThat(visitor.focusIsOn("h1")).isTrue();
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
}
