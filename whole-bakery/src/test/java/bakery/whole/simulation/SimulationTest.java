package bakery.whole.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.sim.PlantedBug;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Thousands of bad days: letters lost, doubled and late, transactions rolled back, answers of
 * commits lost, and every {@link Calamity}. A failing seed fails again: {@code
 * -Dsimulation.seed=N}.
 */
class SimulationTest {

  private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 4_000);
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private static final Logger ENGINE = (Logger) LoggerFactory.getLogger("bakery.platform");

  /** What the engine says of thousands of bad days nobody reads. */
  @BeforeAll
  static void quiet() {
    if (Long.getLong("simulation.seed") == null) ENGINE.setLevel(Level.ERROR);
  }

  @AfterAll
  static void loud() {
    ENGINE.setLevel(null);
  }

  @Test
  void nothing_is_lost_doubled_or_charged_twice_whatever_happens() throws Exception {
    Long only = Long.getLong("simulation.seed");
    if (only != null) {
      new SimDay(only, PlantedBug.NONE).live();
      return;
    }
    long began = System.nanoTime();
    everySeed();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("%d days in %.1f s%n", SCHEDULES, took.toMillis() / 1_000.0);
  }

  /** All threads take the next seed until none is left or one has failed. */
  private static void everySeed() throws Exception {
    AtomicLong next = new AtomicLong(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(() -> take(next)));
      }
      for (Future<?> each : running) each.get();
    }
  }

  private static void take(AtomicLong next) {
    for (long seed = next.getAndIncrement(); seed <= SCHEDULES; seed = next.getAndIncrement()) {
      try {
        new SimDay(seed, PlantedBug.NONE).live();
      } catch (AssertionError | RuntimeException e) {
        next.set(SCHEDULES + 1L);
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void a_day_can_be_lived_again_exactly() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(new SimDay(seed, PlantedBug.NONE).live())
          .as("seed %d", seed)
          .isEqualTo(new SimDay(seed, PlantedBug.NONE).live());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_planted_bug_is_found(PlantedBug bug) {
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      try {
        new SimDay(seed, bug).live();
      } catch (AssertionError found) {
        System.out.printf("%s is found by seed %d: %s%n", bug, seed, firstLine(found));
        return;
      }
    }
    assertThat(bug).as("not found by %d days", SCHEDULES).isNull();
  }

  private static String firstLine(AssertionError found) {
    return found.getMessage().strip().lines().findFirst().orElse("");
  }
}
