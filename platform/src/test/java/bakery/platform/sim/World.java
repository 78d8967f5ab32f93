package bakery.platform.sim;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;

/**
 * Simulated time: everything that happens is an event in one queue, and all chance comes from one
 * seed, so that a run can be repeated exactly.
 */
public final class World {

  private static final Instant START = Instant.parse("2026-02-07T06:00:00Z");

  public final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long order;

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  public final PlantedBug bug;

  public World(long seed) {
    this(seed, PlantedBug.NONE);
  }

  public World(long seed, PlantedBug bug) {
    this.random = new Random(seed);
    this.bug = bug;
  }

  public long millis() {
    return now;
  }

  /** The database's clock. */
  public Instant instant() {
    return START.plusMillis(now);
  }

  public void after(long delayMillis, Runnable what) {
    events.add(new Event(now + Math.max(0, delayMillis), order++, what));
  }

  /** A version 7 UUID of this world. */
  public UUID id() {
    long high = (START.toEpochMilli() + now) << 16 | 0x7000 | random.nextInt(0x1000);
    return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
  }

  /** From 0 to max. */
  public long upTo(long max) {
    return max <= 0 ? 0 : random.nextInt((int) max + 1);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Lets time pass until it is so late, or nothing happens any more. */
  public void runUntil(long millis) {
    while (!events.isEmpty() && events.peek().at() <= millis) {
      Event event = events.poll();
      now = event.at();
      event.what().run();
    }
    now = Math.max(now, millis);
  }
}
