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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A role is away while letters wait for it, and comes back. */
class AwayRoleTest {

  private static final int MANY = 200;
  private static final int AWAY_MILLIS = 60_000;

  private final World world = new World(7);
  private final SimBus bus = new SimBus(world, Faults.none(), new Outages());
  private final SimNode node = new SimNode(world);
  private final SimNode office = new SimNode(world);
  private final MemoryDatabase<Errand, String> database =
      new MemoryDatabase<>(world, Faults.none(), new ErrandModel());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<UUID> heard = new ArrayList<>();
  private final List<UUID> expected = new ArrayList<>();

  private void lettersWaitForAWhile(int letters) {
    RoleService<Errand, String> service =
        Errands.on("errands", node, bus, database, new ErrandModel(), meters);
    service.start();
    run(1_000);
    for (int i = 0; i < letters; i++) {
      UUID id = world.id();
      expected.add(id);
      service.tell(id, new Word(id, "step"));
      run(5);
    }
    run(AWAY_MILLIS);
  }

  @Test
  void itIsProbedWithFew() {
    lettersWaitForAWhile(MANY);

    assertThat(unanswered()).isBetween(MANY + 30.0, MANY + 200.0);
    assertThat(database.unreceipted()).hasSize(MANY);
  }

  @Test
  void theFirstLetterThatGetsThroughBringsAllOthers() {
    lettersWaitForAWhile(MANY);

    bus.of(office).serve("office", this::receive);
    int waited = 0;
    for (; heard.isEmpty(); waited += 10) run(10);
    run(200);

    assertThat(waited).isLessThanOrEqualTo(Sweeps.LONGEST_PAUSE_MILLIS);
    assertThat(heard).containsAll(expected);
  }

  @Test
  void whoSaysThatItIsThereIsSentAllAtOnce() {
    lettersWaitForAWhile(MANY);

    isThere();
    run(200);

    assertThat(heard).containsAll(expected);
  }

  /** Each vain try makes the next one rarer; that counts no more when the role is there again. */
  @Test
  void whoSaysThatItIsThereIsSentAtOnceAlsoWhatWasTriedOftenAndLately() {
    lettersWaitForAWhile(Sweeps.PROBE_LIMIT);
    double before = unanswered();
    for (int waited = 0; unanswered() == before; waited += 10) {
      assertThat(waited).as("until it is probed again").isLessThan(2 * Sweeps.LONGEST_PAUSE_MILLIS);
      run(10);
    }
    run(Sweeps.EVERY_MILLIS);

    isThere();
    run(200);

    assertThat(heard).containsAll(expected);
  }

  private void isThere() {
    bus.of(office).serve("office", this::receive);
    new Hints("office", new Ports<>(null, null, null, bus.of(office), office)).open();
  }

  private double unanswered() {
    return meters.counter("bakery.letters.unanswered", "role", "errands").count();
  }

  private Future<List<Receipt>> receive(List<Letter> letters) {
    letters.forEach(letter -> heard.add(letter.key()));
    return Future.succeededFuture(letters.stream().map(letter -> Receipt.DONE).toList());
  }

  private void run(long millis) {
    world.runUntil(world.millis() + millis);
  }
}
