package bakery.delivery;

import bakery.contracts.Role;
import bakery.delivery.model.Delivery;
import bakery.platform.Premises;
import bakery.platform.RoleService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivery of one JVM: takes baked orders and lets its couriers pull them. */
public final class DeliveryVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryVerticle.class);
  private static final String DELIVERY = Role.DELIVERY.address();

  private final Premises premises;
  private final int couriersAtFirst;
  private final DeliverySettings settings;
  private final RoleService<Delivery, Delivery> deliveries;
  private final Deque<Courier> couriers = new ArrayDeque<>();
  private int hiredEver;

  public DeliveryVerticle(Premises premises, int couriers) {
    this.premises = premises;
    this.couriersAtFirst = couriers;
    this.settings = DeliverySettings.from(premises.settings());
    DeliveryModel model = new DeliveryModel(settings.patience(), settings.travel());
    DeliveryNews news = new DeliveryNews(premises.meters());
    this.deliveries = new RoleService<>(premises, DELIVERY, new Deliveries(), model, news::tell);
  }

  @Override
  public Future<?> start() {
    return deliveries.start().onSuccess(open -> hireHere(couriersAtFirst));
  }

  /** So many more couriers start to pull orders. Callable from any thread. */
  public void hire(int more) {
    context.runOnContext(now -> hireHere(more));
  }

  /**
   * So many couriers finish their tour and leave, those hired last first; no more than there are.
   * Callable from any thread.
   */
  public Future<Void> letGo(int fewer) {
    Promise<Void> left = Promise.promise();
    context.runOnContext(now -> letGoHere(fewer).onComplete(left));
    return left.future();
  }

  /** Takes nothing more, and finishes or hands over what its couriers hold. From any thread. */
  public Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(now -> deliveries.drain(settings.drain()).onComplete(drained));
    return drained.future();
  }

  private void hireHere(int more) {
    for (int i = 0; i < more; i++) {
      String name = CourierNames.of(premises.name(), ++hiredEver);
      Courier courier =
          new Courier(name, settings.slots(), settings.travel(), Town.sandbox(), this::pass);
      couriers.addLast(courier);
      deliveries.hire(courier);
    }
    if (more > 0) LOG.info("{} couriers hired, {} at work here", more, couriers.size());
  }

  private Future<Void> letGoHere(int fewer) {
    List<Future<Void>> leaving = new ArrayList<>();
    for (int i = 0; i < fewer && !couriers.isEmpty(); i++) {
      leaving.add(deliveries.letGo(couriers.removeLast()));
    }
    LOG.info("{} couriers leave after their tour, {} stay", leaving.size(), couriers.size());
    return Future.join(leaving).mapEmpty();
  }

  private Future<?> pass(Duration time) {
    return vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
  }
}
