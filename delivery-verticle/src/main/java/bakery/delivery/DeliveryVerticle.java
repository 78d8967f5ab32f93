package bakery.delivery;

import bakery.contracts.Role;
import bakery.delivery.model.Delivery;
import bakery.platform.Glance;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.RoleService;
import bakery.platform.Workforce;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Delivery of one JVM: takes baked orders and lets its couriers pull them. */
public final class DeliveryVerticle extends VerticleBase {

  private static final String DELIVERY = Role.DELIVERY.address();

  private final Premises premises;
  private final int couriersAtFirst;
  private final DeliverySettings settings;
  private final RoleService<Delivery, Delivery> deliveries;
  private final Workforce<Delivery> couriers;

  public DeliveryVerticle(Premises premises, int couriers) {
    this.premises = premises;
    this.couriersAtFirst = couriers;
    this.settings = DeliverySettings.from(premises.settings());
    DeliveryModel model = new DeliveryModel(settings.patience(), settings.travel());
    DeliveryNews news = new DeliveryNews(premises.meters());
    this.deliveries = new RoleService<>(premises, DELIVERY, new Deliveries(), model, news::tell);
    this.couriers = new Workforce<>(deliveries, "couriers", this::courier);
  }

  @Override
  public Future<?> start() {
    return deliveries.start().onSuccess(open -> couriers.hire(couriersAtFirst));
  }

  /** So many more couriers start to pull orders. Callable from any thread. */
  public void hire(int more) {
    couriers.hire(more);
  }

  /**
   * So many couriers finish their tour and leave, those hired last first; no more than there are.
   * Callable from any thread.
   */
  public Future<Void> letGo(int fewer) {
    return couriers.letGo(fewer);
  }

  /** Takes nothing more, and finishes or hands over what its couriers hold. From any thread. */
  public Future<Void> drain() {
    return deliveries.drain(settings.drain());
  }

  public Repair repair() {
    return deliveries.repair();
  }

  public Glance glance() {
    return new Glance(premises, DELIVERY, new Deliveries(), deliveries);
  }

  private Courier courier(int number) {
    String name = CourierNames.of(premises.name(), number);
    return new Courier(name, settings.slots(), settings.travel(), Town.sandbox(), this::pass);
  }

  private Future<?> pass(Duration time) {
    return vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
  }
}
