package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.ErrandModel.Word;
import bakery.platform.sim.Faults;
import bakery.platform.sim.MemoryDatabase;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final World world = new World(1);
  private final SimNode node = new SimNode(world);
  private final MemoryDatabase<Errand, String> database =
      new MemoryDatabase<>(world, Faults.none(), new ErrandModel());
  private final Inbox<Errand, String> inbox =
      new Inbox<>(
          database.store(node),
          node,
          batch ->
              new Fold<>(
                  new ErrandModel(),
                  new ErrandWire(),
                  node.id,
                  new Slots<>(List.of(), workers -> {}),
                  batch),
          committed -> {},
          DistributionSummary.builder("batch").register(new SimpleMeterRegistry()));
  private final UUID id = world.id();

  @Test
  void whatWasNotSeenBecauseSomebodyHeldItsRowGoesRoundAgain() {
    inbox.submit(id, new Word(id, "step"));
    run(10);
    database.lock(id);

    Future<Fate<Errand>> late = inbox.submit(id, new Word(id, "done"), 7);
    run(20);
    assertThat(late.isComplete()).as("nobody knows yet whose claim it is").isFalse();
    database.unlock(id);
    run(200);

    assertThat(late.result().kind()).isEqualTo(Fate.Kind.LEASE_LOST);
    assertThat(late.result().state().steps()).isEqualTo(1);
  }

  @Test
  void whatDoesNotExistIsAnsweredAtOnce() {
    Future<Fate<Errand>> unknown = inbox.submit(id, new Word(id, "done"), 7);
    run(10);

    assertThat(unknown.result().kind()).isEqualTo(Fate.Kind.LEASE_LOST);
  }

  private void run(long millis) {
    world.runUntil(world.millis() + millis);
  }
}
