package bakery.delivery;

import bakery.contracts.Role;
import bakery.delivery.model.Delivery;
import bakery.platform.Glance;
import bakery.platform.Load;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.RoleService;
import bakery.platform.Workforce;
import bakery.platform.staffing.Staffing;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Delivery of one JVM: takes baked orders and lets its couriers pull them. */
public final class DeliveryVerticle extends VerticleBase {

  private static final String DELIVERY = Role.DELIVERY.address();

  private final Premises premises;
  private final DeliverySettings settings;
  private final RoleService<Delivery, Delivery> deliveries;
  private final Staffing couriers;

  public DeliveryVerticle(Premises premises, int couriers) {
    this.premises = premises;
    this.settings = DeliverySettings.from(premises.settings());
    DeliveryModel model = new DeliveryModel(settings.patience(), settings.travel());
    DeliveryNews news = new DeliveryNews(premises.meters());
    Deliveries table = new Deliveries();
    this.deliveries = new RoleService<>(premises, DELIVERY, table, model, news::tell);
    Workforce<Delivery> workforce = new Workforce<>(deliveries, "couriers", this::courier);
    int slots = settings.slots();
    this.couriers =
        new Staffing(premises, DELIVERY, table.name(), deliveries, workforce, couriers, slots);
  }

  @Override
  public Future<?> start() {
    return deliveries.start().compose(open -> couriers.start());
  }

  /** Takes nothing more, and finishes or hands over what its couriers hold. From any thread. */
  public Future<Void> drain() {
    return couriers.leave().compose(told -> deliveries.drain(settings.drain()));
  }

  public Staffing couriers() {
    return couriers;
  }

  public Future<Load> load() {
    return deliveries.load();
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
