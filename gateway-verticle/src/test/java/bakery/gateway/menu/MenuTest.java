package bakery.gateway.menu;

import static bakery.gateway.menu.MenuFixture.version;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.gateway.FakeBus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MenuTest {

  private final Vertx vertx = Vertx.vertx();
  private final FakeBus bus = new FakeBus();
  private final MenuFixture.Memory memory = new MenuFixture.Memory();
  private final Menu menu = new Menu(vertx, bus, memory);
  private Answer.Menu kitchens = version(3, true);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void without_a_kitchen_the_menu_of_before_the_restart_is_sold_from() {
    memory.kept = version(2, true);

    menu.start().await();

    assertThat(menu.card()).map(Card::version).contains(2L);
  }

  @Test
  void before_any_kitchen_was_heard_there_is_no_menu() {
    menu.start().await();

    assertThat(menu.card()).isEmpty();
  }

  @Test
  void what_the_kitchen_tells_is_used_and_kept() {
    menu.start().await();
    kitchenOpens();

    bus.publish(Menu.TOPIC, Buffer.buffer());
    assertThat(menu.card().orElseThrow().product("croissant")).isPresent();
    kitchens = version(4, false);
    bus.publish(Menu.TOPIC, Buffer.buffer());

    assertThat(menu.card().orElseThrow().product("salted-roll").orElseThrow().available())
        .isFalse();
    assertThat(memory.kept).isEqualTo(kitchens);
  }

  @Test
  void an_older_menu_changes_nothing() {
    menu.start().await();
    kitchenOpens();
    menu.refresh();

    kitchens = version(1, false);
    menu.refresh();

    assertThat(menu.card()).map(Card::version).contains(3L);
  }

  @Test
  void a_menu_that_could_not_be_kept_is_kept_later() {
    menu.start().await();
    kitchenOpens();
    memory.away = true;
    menu.refresh();
    assertThat(memory.kept).isNull();
    assertThat(menu.card()).isPresent();

    memory.away = false;
    menu.refresh();

    assertThat(memory.kept).isEqualTo(version(3, true));
  }

  private void kitchenOpens() {
    bus.role(
        "kitchen",
        query ->
            ((Query.ReadMenu) query).knownVersion() == kitchens.version()
                ? new Answer.Menu(kitchens.version(), List.of())
                : kitchens);
  }
}
