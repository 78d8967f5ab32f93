package bakery.gateway.menu;

import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.contracts.Role;
import bakery.contracts.Staff;
import bakery.platform.Bus;
import bakery.platform.Insistence;
import bakery.platform.Premises;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be ordered, as the kitchens last said. It is kept across restarts, so that a gateway
 * sells while no kitchen is there. Changed on its own event loop, read from any thread.
 */
public final class Menu {

  /** The kitchens publish here when the menu has changed. */
  public static final String TOPIC = "kitchen.menu";

  private static final Logger LOG = LoggerFactory.getLogger(Menu.class);
  private static final long ASK_MILLIS = 1_000;

  private final Vertx vertx;
  private final Bus bus;
  private final MenuMemory memory;
  private volatile Card card;
  private Bus.Registration registration = Future::succeededFuture;
  private boolean asking;
  private boolean askAgain;
  private boolean kept = true;
  private long timer = -1;

  public Menu(Premises premises) {
    this(
        premises.vertx(),
        premises.bus(),
        new MenuTable(premises.pools().apply(Role.GATEWAY.address())));
  }

  Menu(Vertx vertx, Bus bus, MenuMemory memory) {
    this.vertx = vertx;
    this.bus = bus;
    this.memory = memory;
  }

  public Future<Void> start() {
    return bus.subscribe(TOPIC, ignored -> refresh())
        .onSuccess(r -> registration = r)
        .compose(v -> Insistence.on(vertx, "gateway: the menu kept", memory::last))
        .onSuccess(last -> last.ifPresent(menu -> card = new Card(menu)))
        .onSuccess(last -> timer = vertx.setPeriodic(0, ASK_MILLIS, id -> refresh()))
        .mapEmpty();
  }

  public Future<Void> stop() {
    if (timer >= 0) vertx.cancelTimer(timer);
    Bus.Registration ending = registration;
    registration = Future::succeededFuture;
    return ending.end();
  }

  /** Empty until a kitchen was heard for the first time in the bakery's life. */
  public Optional<Card> card() {
    return Optional.ofNullable(card);
  }

  /**
   * @return the menu after the change, or {@link Answer.Refused}
   */
  public Future<Answer> setAvailability(String product, boolean available, Staff staff) {
    return bus.ask(Role.KITCHEN.address(), new Query.SetAvailability(product, available, staff))
        .map(Answer.class::cast)
        .onSuccess(this::take);
  }

  void refresh() {
    askAgain = asking;
    if (asking) return;
    asking = true;
    bus.ask(Role.KITCHEN.address(), new Query.ReadMenu(card == null ? -1 : card.version()))
        .onSuccess(answer -> take((Answer) answer))
        .onFailure(away -> LOG.debug("no kitchen told the menu, the last one stays in use"))
        .onComplete(
            done -> {
              asking = false;
              if (askAgain) refresh();
            });
  }

  private void take(Answer answer) {
    if (!(answer instanceof Answer.Menu menu)) return;
    boolean newer = card == null || menu.version() > card.version();
    if (newer && !menu.products().isEmpty()) {
      card = new Card(menu);
      kept = false;
      LOG.info(
          "menu version {} with {} products is in use", menu.version(), menu.products().size());
    }
    if (!kept) keep(card);
  }

  private void keep(Card current) {
    kept = true;
    memory
        .keep(current.menu())
        .onFailure(away -> kept = false)
        .onFailure(away -> LOG.warn("menu {} is not kept yet, tried again", current.version()));
  }
}
