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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who cannot write what is sent to him is sent nothing: one node without its database, and all. */
class ReceptionTest {

  private static final int LETTERS = 100;
  private static final int NOTICED_MILLIS = Reception.PATIENCE_MILLIS + 500;

  private final World world = new World(11);
  private final Outages outages = new Outages();
  private final SimBus bus = new SimBus(world, Faults.none(), new Outages());
  private final SimNode one = new SimNode(world);
  private final SimNode other = new SimNode(world);
  private final SimNode sender = new SimNode(world);
  private final SimpleMeterRegistry ofOne = new SimpleMeterRegistry();

  /** Keeps whatever it is told. */
  private static final class Office implements Model<Errand, String> {

    @Override
    public Step<Errand, String> on(Errand state, Object message, Instant now) {
      if (state != null) return Step.same(state);
      return new Step<>(new Errand(((Word) message).errand(), 1, false, now), List.of(), List.of());
    }

    @Override
    public boolean open(Errand state) {
      return state.open();
    }

    @Override
    public Instant due(Errand state) {
      return state.due();
    }
  }

  private final MemoryDatabase<Errand, String> office =
      new MemoryDatabase<>(world, Faults.none(), outages, new Office());

  @Test
  void whoIsCutOffFromTheDatabaseIsSentNothingUntilItHasBeatenAgain() {
    bothServe();
    outages.cutFromDatabase(one);
    run(NOTICED_MILLIS);

    assertThat(receiving()).isFalse();
    List<Future<List<Receipt>>> sent = send();
    run(100);
    assertThat(sent).allMatch(Future::succeeded).hasSize(LETTERS);
    assertThat(office.rows).hasSize(LETTERS);

    outages.reconnect(one);
    run(3_000);
    assertThat(receiving()).isTrue();
  }

  @Test
  void whoWasOnlyFrozenGoesOnReceiving() {
    bothServe();
    one.freeze(5_000);
    for (int i = 0; i < 60; i++) {
      run(100);
      assertThat(receiving()).isTrue();
    }
  }

  @Test
  void whenTheDatabaseIsBackForEverybodyWhatWaitedComesAtOnce() {
    bothServe();
    MemoryDatabase<Errand, String> errands =
        new MemoryDatabase<>(world, Faults.none(), new ErrandModel());
    RoleService<Errand, String> telling =
        Errands.on("errands", sender, bus, errands, new ErrandModel(), new SimpleMeterRegistry());
    telling.start();
    outages.crashDatabase();
    run(NOTICED_MILLIS);
    for (int i = 0; i < LETTERS; i++) {
      UUID id = world.id();
      telling.tell(id, new Word(id, "step"));
      run(5);
    }
    run(30_000);
    assertThat(receiving()).isFalse();
    assertThat(errands.unreceipted()).hasSize(LETTERS);

    outages.recoverDatabase();
    int waited = 0;
    for (; !errands.unreceipted().isEmpty(); waited += 10) run(10);

    System.out.printf("after 30 s without a database all was received in %d ms%n", waited);
    assertThat(waited).as("a beat in vain takes 2 s").isLessThanOrEqualTo(2_500);
    assertThat(office.rows).hasSize(LETTERS);
  }

  private void bothServe() {
    Errands.on("office", one, bus, office, new Office(), ofOne).start();
    Errands.on("office", other, bus, office, new Office(), new SimpleMeterRegistry()).start();
    run(1_000);
  }

  private List<Future<List<Receipt>>> send() {
    List<Future<List<Receipt>>> sent = new ArrayList<>();
    for (int i = 0; i < LETTERS; i++) {
      UUID id = world.id();
      Letter letter = new Letter("office", "word", id, new Word(id, "here"), null);
      sent.add(bus.of(sender).send("office", List.of(letter)));
    }
    return sent;
  }

  private boolean receiving() {
    return ofOne.get("bakery.receiving").tag("role", "office").gauge().value() == 1;
  }

  private void run(long millis) {
    world.runUntil(world.millis() + millis);
  }
}
