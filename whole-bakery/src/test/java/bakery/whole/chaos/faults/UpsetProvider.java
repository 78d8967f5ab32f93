package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.World;
import java.time.Duration;

/** The payment provider answers slowly, with failures, or not at all. */
record UpsetProvider(String mood, Duration lasts) implements Blow {

  @Override
  public String detail() {
    return mood;
  }

  @Override
  public void strike(World world) {
    turn(world, mood);
  }

  @Override
  public void heal(World world) {
    turn(world, "good");
  }

  private static void turn(World world, String mood) {
    world
        .sql()
        .surely(
            """
            INSERT INTO billing.sandbox_mood (mood) VALUES (?)
                ON CONFLICT (one) DO UPDATE SET mood = excluded.mood
            """,
            mood);
  }
}
