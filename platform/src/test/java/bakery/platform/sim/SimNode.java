package bakery.platform.sim;

import bakery.platform.Timers;
import java.util.UUID;

/** A JVM of the simulation: it can die, and it can freeze and thaw. */
public final class SimNode implements Timers {

  public final UUID id;
  private final World world;
  private boolean dead;
  private long frozenUntil;

  public SimNode(World world) {
    this.world = world;
    this.id = world.id();
  }

  public boolean alive() {
    return !dead;
  }

  public boolean awake() {
    return !dead && world.millis() >= frozenUntil;
  }

  public void die() {
    dead = true;
  }

  public void freeze(long millis) {
    frozenUntil = Math.max(frozenUntil, world.millis() + millis);
  }

  /** Runs here, as soon as this node is awake; never when it has died. */
  public void run(Runnable task) {
    if (dead) return;
    if (awake()) task.run();
    else world.after(frozenUntil - world.millis(), () -> run(task));
  }

  @Override
  public long millis() {
    return world.millis();
  }

  @Override
  public long upTo(long most) {
    return world.upTo(most);
  }

  @Override
  public void soon(Runnable task) {
    world.after(0, () -> run(task));
  }

  @Override
  public Runnable after(long delayMillis, Runnable task) {
    boolean[] cancelled = new boolean[1];
    world.after(
        Math.max(1, delayMillis),
        () ->
            run(
                () -> {
                  if (!cancelled[0]) task.run();
                }));
    return () -> cancelled[0] = true;
  }
}
