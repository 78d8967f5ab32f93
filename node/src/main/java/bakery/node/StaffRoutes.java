package bakery.node;

import bakery.platform.Audit;
import bakery.platform.Premises;
import bakery.platform.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What staff ask and tell a node on its operations port: what went wrong, who works here, whether
 * it can go, how things stand. Mounted before there is a database; answered from {@link #open} on.
 */
final class StaffRoutes {
  private final StaffOnly staff;
  private final RepairRoutes repairs;
  private final WorkerRoutes workers;
  private final Departure departure;
  private final SafeToStop safety;
  private final StatusRoutes status;
  private final SickLeave sickLeave;
  private final DemonstrationDesk demonstrations;

  StaffRoutes(
      UUID id,
      String name,
      Cluster cluster,
      StaffOnly staff,
      SickLeave sickLeave,
      DemonstrationDesk demonstrations) {
    this.staff = staff;
    this.repairs = new RepairRoutes(staff);
    this.workers = new WorkerRoutes(name);
    this.departure = new Departure(name);
    this.safety = new SafeToStop(name, id);
    this.status = new StatusRoutes(id, name, cluster);
    this.sickLeave = sickLeave;
    this.demonstrations = demonstrations;
  }

  void mount(Router router) {
    repairs.mount(router);
    workers.mount(router, staff);
    departure.mount(router, staff);
    safety.mount(router, staff);
    status.mount(router, staff);
  }

  /**
   * @param crews deployed
   * @param elsewhere whether the database outlives this node
   * @param state of the node
   * @param gateway of this node, where it has one
   */
  void open(
      List<Crew> crews,
      Premises premises,
      boolean elsewhere,
      Supplier<String> state,
      Optional<URI> gateway) {
    repairs.open(crews.stream().map(crew -> crew.repair().get()).toList(), audits(crews, premises));
    workers.open(crews.stream().flatMap(crew -> crew.staffing().stream()).toList());
    safety.open(crews, premises.pools(), elsewhere);
    status.open(crews.stream().map(crew -> crew.glance().get()).toList(), state);
    sickLeave.open(audit(crews.getFirst(), premises));
    demonstrations.open(audit(crews.getFirst(), premises), gateway.stream().toList());
  }

  /** The same over the bus, for gateways. */
  FloorDesk desk() {
    return new FloorDesk(status, workers, repairs, departure, sickLeave, demonstrations);
  }

  /**
   * From now on the node can be told to leave.
   *
   * @param leave blocks until it has
   */
  void openTheDoor(List<Crew> crews, Premises premises, Runnable leave) {
    departure.open(crews, audit(crews.getFirst(), premises), leave);
  }

  /** Tells the others that this node goes. */
  Future<?> leaving() {
    demonstrations.leave();
    return safety.leave();
  }

  /** Tells whoever sent it away that it holds nothing more. */
  Future<?> drained() {
    return departure.drained();
  }

  private static Map<String, Audit> audits(List<Crew> crews, Premises premises) {
    return crews.stream()
        .collect(Collectors.toMap(crew -> crew.role().address(), crew -> audit(crew, premises)));
  }

  private static Audit audit(Crew crew, Premises premises) {
    return Audit.in(premises.pools().apply(crew.role().address()));
  }
}
