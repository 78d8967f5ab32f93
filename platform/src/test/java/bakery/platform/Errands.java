package bakery.platform;

import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.SimBus;
import bakery.platform.sim.SimNode;
import io.micrometer.core.instrument.MeterRegistry;

/** A role of simulated nodes that does errands. */
final class Errands {

  private Errands() {}

  static RoleService<Errand, String> on(
      String role,
      SimNode node,
      SimBus bus,
      MemoryDatabase<Errand, String> database,
      Model<Errand, String> model,
      MeterRegistry meters) {
    return new RoleService<>(
        role,
        node.id,
        "node",
        new ErrandWire(),
        meters,
        model,
        true,
        new Ports<>(
            database.store(node),
            database.outbox(node),
            database.attendance(node),
            bus.of(node),
            node),
        changes -> {});
  }
}
