package bakery.kitchen;

import bakery.contracts.Answer;
import bakery.contracts.Query;
import bakery.contracts.Role;
import bakery.kitchen.model.Menu;
import bakery.kitchen.model.Ticket;
import bakery.platform.Bus;
import bakery.platform.Glance;
import bakery.platform.Insistence;
import bakery.platform.Load;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.RoleService;
import bakery.platform.Workforce;
import bakery.platform.staffing.Staffing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kitchen of one JVM: takes tickets, lets its bakers pull them, and keeps the menu. */
public final class KitchenVerticle extends VerticleBase {

  /** Bus topic on which it is told that the menu has changed; the buffer is the new version. */
  public static final String MENU_TOPIC = "kitchen.menu";

  private static final Logger LOG = LoggerFactory.getLogger(KitchenVerticle.class);
  private static final String KITCHEN = Role.KITCHEN.address();

  private final Premises premises;
  private final KitchenSettings settings;
  private final MenuBoard board;
  private final TicketRail rail;
  private final RoleService<Ticket, Ticket> tickets;
  private final Staffing bakers;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private boolean refreshing;
  private boolean draining;

  public KitchenVerticle(Premises premises, int bakers) {
    this.premises = premises;
    this.settings = KitchenSettings.from(premises.settings());
    Pool pool = premises.pools().apply(KITCHEN);
    Tickets table = new Tickets();
    this.board = new MenuBoard(pool);
    this.rail = new TicketRail(pool, table, board);
    KitchenModel model = new KitchenModel(board::menu, settings.pace());
    KitchenNews news = new KitchenNews(premises.meters());
    this.tickets = new RoleService<>(premises, KITCHEN, table, model, news::tell);
    Workforce<Ticket> workforce = new Workforce<>(tickets, "bakers", this::baker);
    int slots = settings.ovenSlots();
    this.bakers = new Staffing(premises, KITCHEN, table.name(), tickets, workforce, bakers, slots);
  }

  @Override
  public Future<?> start() {
    return Insistence.on(vertx, KITCHEN + ": the menu", board::refresh)
        .compose(read -> premises.bus().subscribe(MENU_TOPIC, version -> refreshMenu()))
        .onSuccess(registrations::add)
        .compose(heard -> tickets.start())
        .compose(open -> premises.bus().answer(KITCHEN, this::answer))
        .onSuccess(registrations::add)
        .onSuccess(open -> vertx.setPeriodic(settings.menuPoll().toMillis(), id -> refreshMenu()))
        .compose(open -> bakers.start())
        .onSuccess(open -> tellMenu()); // gateways that asked before are asking again
  }

  /** Takes nothing more, and finishes or hands over what its bakers hold. From any thread. */
  public Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(now -> drainHere().onComplete(drained));
    return drained.future();
  }

  public Staffing bakers() {
    return bakers;
  }

  public Future<Load> load() {
    return tickets.load();
  }

  public Repair repair() {
    return tickets.repair();
  }

  public Glance glance() {
    return new Glance(premises, KITCHEN, new Tickets(), tickets);
  }

  private Future<?> answer(Object query) {
    return switch (query) {
      case Query.ReadMenu wish -> Future.succeededFuture(menu(wish.knownVersion()));
      case Query.SetAvailability wish -> setAvailability(wish);
      case Query.FinishTicket wish -> finish(wish);
      case Query.ReadTickets wish -> rail.read(wish.limit());
      default -> Future.succeededFuture(new Answer.Refused("the kitchen does not know that"));
    };
  }

  private Answer menu(long known) {
    Menu menu = board.menu();
    return new Answer.Menu(menu.version(), menu.version() == known ? List.of() : menu.products());
  }

  private Future<Answer> setAvailability(Query.SetAvailability wish) {
    return board
        .setAvailable(wish.product(), wish.available(), KitchenDeeds.of(wish))
        .map(menu -> changed(menu, wish));
  }

  private Answer changed(Menu menu, Query.SetAvailability wish) {
    if (menu.product(wish.product()).isEmpty()) {
      return new Answer.Refused("not on the menu: " + wish.product());
    }
    LOG.info(
        "{}: {} from menu version {} on, gateways are told",
        wish.product(),
        wish.available() ? "sold" : "sold out",
        menu.version());
    tellMenu();
    return new Answer.Menu(menu.version(), menu.products());
  }

  private void tellMenu() {
    String version = Long.toString(board.menu().version());
    premises.bus().publish(MENU_TOPIC, Buffer.buffer(version));
  }

  private Future<Answer> finish(Query.FinishTicket wish) {
    return tickets
        .tell(wish.orderId(), wish, null, KitchenDeeds.of(wish))
        .map(ticket -> (Answer) new Answer.Done())
        .recover(KitchenVerticle::refusal);
  }

  private static Future<Answer> refusal(Throwable failure) {
    return failure instanceof IllegalArgumentException
        ? Future.succeededFuture(new Answer.Refused(failure.getMessage()))
        : Future.failedFuture(failure);
  }

  private void refreshMenu() {
    if (refreshing || draining) return;
    refreshing = true;
    board
        .refresh()
        .onFailure(e -> LOG.debug("menu not read, version {} stays", board.menu().version(), e))
        .onComplete(done -> refreshing = false);
  }

  private Baker baker(int number) {
    String name = BakerNames.of(premises.name(), number);
    return new Baker(name, settings.ovenSlots(), settings.pace(), this::pass);
  }

  private Future<Void> drainHere() {
    draining = true;
    registrations.add(bakers::leave);
    return Future.join(registrations.stream().map(Bus.Registration::end).toList())
        .otherwiseEmpty()
        .compose(silent -> tickets.drain(settings.drain()));
  }

  private Future<?> pass(Duration time) {
    return vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
  }
}
