package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.ErrandModel.Word;
import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.Outages;
import bakery.platform.sim.SimBus;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers and their slots. */
class ShiftTest {

  private static final int WORK_MILLIS = 5;

  private final World world = new World(7);
  private final SimNode node = new SimNode(world);
  private final MemoryDatabase<Errand, String> database =
      new MemoryDatabase<>(world, Faults.none(), new ErrandModel());
  private final List<UUID> done = new ArrayList<>();
  private final List<Long> begun = new ArrayList<>();
  private final Worker<Errand> worker = new Busy(1);
  private RoleService<Errand, String> service;

  /** Does so many errands at a time, each to its end. */
  private final class Busy implements Worker<Errand> {

    private final int slots;

    Busy(int slots) {
      this.slots = slots;
    }

    @Override
    public String name() {
      return "busy";
    }

    @Override
    public int slots() {
      return slots;
    }

    @Override
    public Future<?> work(Errand state) {
      Promise<Word> result = Promise.promise();
      begun.add(world.millis());
      node.after(
          WORK_MILLIS,
          () -> {
            done.add(state.id());
            result.complete(new Word(state.id(), "done"));
          });
      return result.future();
    }
  }

  @BeforeEach
  void open() {
    SimBus bus = new SimBus(world, Faults.none(), new Outages());
    service =
        Errands.on("errands", node, bus, database, new ErrandModel(), new SimpleMeterRegistry());
    service.start();
    service.hire(worker);
    run(1_000);
  }

  @Test
  void whoIsLetGoWhileWorkIsOnItsWayToHimDoesItAndGoes() {
    UUID errand = comes();
    run(0);
    Future<Void> gone = service.letGo(worker);
    run(0);
    assertThat(gone.isComplete()).isFalse();

    run(1_000);

    assertThat(done).containsExactly(errand);
    assertThat(database.rows.get(errand).state().open()).isFalse();
    assertThat(gone.isComplete()).isTrue();
  }

  @Test
  void nobodyIsOvertakenByThoseWhoComeLater() {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(comes());
      run(1);
    }

    assertThat(done).hasSizeGreaterThan(20);
    assertThat(all.subList(0, done.size() + 10)).containsAll(done);
  }

  @Test
  void slotsThatComeFreeInOneTransactionAreTakenInOne() {
    service.letGo(worker);
    service.hire(new Busy(8));
    run(1_000);
    for (int i = 0; i < 24; i++) comes();

    run(1_000);

    assertThat(done).hasSize(24);
    assertThat(begun.subList(0, 8)).containsOnly(begun.getFirst());
    assertThat(begun.subList(8, 12))
        .as("half of them, others are for letters")
        .containsOnly(begun.get(8));
  }

  private UUID comes() {
    UUID errand = world.id();
    service.tell(errand, new Word(errand, "step"));
    return errand;
  }

  private void run(long millis) {
    world.runUntil(world.millis() + millis);
  }
}
