package bakery.node;

import bakery.billing.BillingVerticle;
import bakery.contracts.Role;
import bakery.delivery.DeliveryVerticle;
import bakery.gateway.GatewayVerticle;
import bakery.gateway.floor.Floor;
import bakery.kitchen.KitchenVerticle;
import bakery.platform.Glance;
import bakery.platform.Load;
import bakery.platform.Premises;
import bakery.platform.Repair;
import bakery.platform.staffing.Staffing;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The verticles of one node, one for each of its roles.
 *
 * @param drain takes nothing more and finishes or hands over what is in hand
 * @param load what that waits for, once deployed
 * @param repair of its letters and rows, once deployed
 * @param glance at its workers and tables, once deployed
 * @param staffing of a role whose workers can be hired and let go
 * @param listens the HTTP port, once deployed, of a role that has one
 */
record Crew(
    Role role,
    Deployable verticle,
    Supplier<Future<Void>> drain,
    Supplier<Future<Load>> load,
    Supplier<Repair> repair,
    Supplier<Glance> glance,
    Optional<Staffing> staffing,
    Supplier<OptionalInt> listens) {

  private Crew(
      Role role,
      Deployable verticle,
      Supplier<Future<Void>> drain,
      Supplier<Future<Load>> load,
      Supplier<Repair> repair,
      Supplier<Glance> glance,
      Staffing staffing) {
    this(role, verticle, drain, load, repair, glance, Optional.of(staffing), OptionalInt::empty);
  }

  /**
   * @param operations what the gateway's router offers to operators
   * @param floor the whole bakery, for the gateway to show
   */
  static List<Crew> of(Roles roles, Premises premises, Consumer<Router> operations, Floor floor) {
    return roles.workers().entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue(), premises, operations, floor))
        .toList();
  }

  private static Crew of(
      Role role, int workers, Premises premises, Consumer<Router> operations, Floor floor) {
    return switch (role) {
      case GATEWAY -> {
        var gateway = new GatewayVerticle(premises, workers, operations, floor);
        yield new Crew(
            role,
            gateway,
            gateway::drain,
            gateway::load,
            gateway::repair,
            gateway::glance,
            Optional.empty(),
            () -> workers == 0 ? OptionalInt.empty() : OptionalInt.of(gateway.port()));
      }
      case KITCHEN -> {
        var it = new KitchenVerticle(premises, workers);
        yield new Crew(role, it, it::drain, it::load, it::repair, it::glance, it.bakers());
      }
      case DELIVERY -> {
        var it = new DeliveryVerticle(premises, workers);
        yield new Crew(role, it, it::drain, it::load, it::repair, it::glance, it.couriers());
      }
      case BILLING -> {
        var it = new BillingVerticle(premises, workers);
        yield new Crew(role, it, it::drain, it::load, it::repair, it::glance, it.cashiers());
      }
    };
  }
}
