package bakery.whole;

import static bakery.whole.Wall.zone;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Right;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What staff do at the bakery's page on a day without losses. */
@AtTheShopWindow
@Order(3)
class BakeryPageTest {

  private final WholeBakery bakery;
  private final ShopWindow window;
  private final Wall wall;
  private final Jvm node;
  private Visitor visitor;

  BakeryPageTest(ShopWindow window) {
    this.window = window;
    bakery = window.bakery();
    wall = new Wall(window, "Ada-at-the-wall");
    node = bakery.kitchens().getFirst();
  }

  @Test
  void only_an_operators_token_opens_it_and_it_stays_in_the_tab() {
    visitor = wall.sees("bakery").looksAround("bakery-sign-in");

    visitor.clicks(".enter").reads(".error", "Paste a token");
    visitor.fillsIn("token", "nonsense").clicks(".enter").reads(".error", "not good");
    assertThat(visitor.focusIsOn("[name=token][aria-invalid]")).isTrue();
    visitor.fillsIn("token", TestStaff.token("Eve", Right.OFFICE)).clicks(".enter");
    visitor.reads(".error", "not the right operator").looksAround("bakery-refused");
    wall.signsIn(visitor);

    assertThat(visitor.url()).isEqualTo(window.origin() + "/bakery");
    assertThat(visitor.script("return JSON.stringify({...localStorage})"))
        .asString()
        .isEqualTo("{}");
    visitor.reloads().sees(".room").clicks(".sign-out").sees("[name=token]").reloads();
    visitor.sees("[name=token]");
  }

  @Test
  void a_phone_has_room_for_all_of_it_and_germans_read_german() {
    visitor = window.visitor(ShopWindow.PHONE, "de-DE,de").opens("bakery");

    wall.signsIn(visitor).reads(zone(node, "kitchen"), "2 Bäcker");

    visitor.reads(".state", "Alles läuft").looksAround("bakery-phone");
    visitor.clicks("[data-language=en]").reads(".state", "All is well");
  }

  @Test
  void who_is_hired_is_seen_and_stands_in_the_tables() {
    visitor = wall.comes();
    String kitchen = zone(node, "kitchen");

    visitor.clicks(kitchen + " [data-step=more]").reads(kitchen, "3 bakers");
    assertThat(bakery.books().bakers(node)).isEqualTo(3);
    assertThat(wall.audited("hire", "1 kitchen " + node.name)).isEqualTo(1);

    visitor.clicks(kitchen + " [data-step=less]").reads(kitchen, "2 bakers");
    assertThat(bakery.books().bakers(node)).isEqualTo(2);
  }

  @Test
  void what_is_parked_is_seen_and_given_up_for_a_reason() {
    String letter = parkALetter();
    visitor = wall.comes().reads("bakery-repairs h2", "1 thing to repair").sees(".thing");
    visitor.reads(".worries", "Kitchen: 1 letter is parked").reads(".state", "1 thing");
    visitor.clicks("[data-language=de]").reads(".worries", "Backstube: 1 Brief ist geparkt");
    visitor.clicks("[data-language=en]");
    visitor.reads(".thing", "burnt").clicks("[data-doing=discard]").sees("dialog");
    visitor.looksAround("bakery-repair").clicks("dialog [data-answer=yes]").sees("dialog");

    visitor.tabsTo("#reason").presses("it was a test").clicks("dialog [data-answer=yes]");

    visitor.reads("bakery-repairs", "Nothing is parked");
    assertThat(wall.audited("discard-letter", letter)).isEqualTo(1);
  }

  @Test
  void a_real_day_is_played_at_a_chosen_speed_and_load() {
    visitor = wall.comes().sees("bakery-demonstration .start");
    Jvm last = bakery.livingGateways().getLast();
    long before = bakery.books().orders();
    visitor.chooses("speed", 300).chooses("load", 1_000).reads(".rate.too-much", "at most 100");
    visitor.clicks("bakery-demonstration .start").reads(".note.failure", "at most 100");

    visitor.chooses("load", 10).clicks("bakery-demonstration .start");
    visitor.reads(".so-far", "placed by " + last.name + ", for " + wall.who());
    visitor.looksAround("bakery-demonstration");
    assertThat(wall.audited("demonstrate", "speed 300, load 10")).isEqualTo(1);
    visitor.chooses("load", 100).clicks("bakery-demonstration .start");
    Patience.seconds(20)
        .until("its load is kept", () -> wall.audited("demonstrate", "speed 300, load 100") == 1);
    long then = bakery.books().orders();
    Patience.seconds(20).until("it orders", () -> bakery.books().orders() >= then + 20);
    visitor.clicks("bakery-demonstration .stop").reads(".so-far", "Closed at");
    assertThat(wall.audited("end-demonstration", last.name)).isEqualTo(1);
    Patience.seconds(20)
        .untilAsserted(
            () ->
                assertThat(visitor.number(".so-far", "(\\S+) were placed"))
                    .isEqualTo(bakery.books().orders() - before));
  }

  private String parkALetter() {
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
