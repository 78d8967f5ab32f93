package bakery.gateway.menu;

import static bakery.gateway.menu.MenuFixture.version;
import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.gateway.FakeBus;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MenuTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
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

    start();

    assertThat(menu.card()).map(Card::version).contains(2L);
  }

  @Test
  void before_any_kitchen_was_heard_there_is_no_menu() {
    start();

    assertThat(menu.card()).isEmpty();
  }

  @Test
  void what_the_kitchen_tells_is_used_and_kept() {
    start();
    kitchenOpens();

    onLoop(() -> bus.publish(Menu.TOPIC, Buffer.buffer()));
    assertThat(menu.card().orElseThrow().product("croissant")).isPresent();
    kitchens = version(4, false);
    onLoop(() -> bus.publish(Menu.TOPIC, Buffer.buffer()));

    assertThat(menu.card().orElseThrow().product("salted-roll").orElseThrow().available())
        .isFalse();
    assertThat(memory.kept).isEqualTo(kitchens);
  }

  @Test
  void an_older_menu_changes_nothing() {
    start();
    kitchenOpens();
    onLoop(menu::refresh);

    kitchens = version(1, false);
    onLoop(menu::refresh);

    assertThat(menu.card()).map(Card::version).contains(3L);
  }

  @Test
  void a_menu_that_could_not_be_kept_is_kept_later() {
    start();
    memory.away = true;
    kitchenOpens();
    onLoop(menu::refresh);
    assertThat(memory.kept).isNull();
    assertThat(menu.card()).isPresent();

    memory.away = false;
    onLoop(menu::refresh);

    assertThat(memory.kept).isEqualTo(version(3, true));
  }

  private void start() {
    Promise<Void> started = Promise.promise();
    loop.runOnContext(v -> menu.start().onComplete(started));
    started.future().await();
  }

  /** As in a gateway, where all of it, also what its timer asks, is on one event loop. */
  private void onLoop(Runnable task) {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        v -> {
          task.run();
          done.complete();
        });
    done.future().await();
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
