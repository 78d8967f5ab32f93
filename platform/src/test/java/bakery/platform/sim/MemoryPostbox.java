package bakery.platform.sim;

import bakery.platform.Envelope;
import bakery.platform.Letter;
import bakery.platform.Parked;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The outbox's table, which all nodes of a {@link MemoryDatabase} share. */
final class MemoryPostbox {

  private final World world;
  private final Map<UUID, Posted> posted = new LinkedHashMap<>();
  private long count;

  /** An envelope and what became of it. */
  static final class Posted {
    final long nth;
    Envelope envelope;
    Instant triedAt;
    int tries;
    UUID sender;
    Instant writtenAt;
    int refusals;
    String refusal;
    Instant parkedAt;

    Posted(long nth) {
      this.nth = nth;
    }
  }

  MemoryPostbox(World world) {
    this.world = world;
  }

  Collection<Posted> all() {
    return posted.values();
  }

  /** Null when it has its receipt. */
  Posted get(UUID envelope) {
    return posted.get(envelope);
  }

  void remove(UUID envelope) {
    posted.remove(envelope);
  }

  List<Envelope> unreceipted() {
    return all().stream().filter(p -> p.parkedAt == null).map(p -> p.envelope).toList();
  }

  List<Envelope> parked() {
    return all().stream().filter(p -> p.parkedAt != null).map(p -> p.envelope).toList();
  }

  /**
   * @param sender who has it in hand, or null
   */
  Posted post(Envelope envelope, UUID sender) {
    Posted row = new Posted(++count);
    row.envelope = envelope;
    row.sender = sender;
    row.writtenAt = world.instant();
    row.triedAt = world.instant();
    posted.put(envelope.id(), row);
    return row;
  }

  boolean untried(Posted row, long millis) {
    return row.triedAt
        .plusMillis(millis * (1 + row.refusals + Math.min(row.tries / 2, 3)))
        .isBefore(world.instant());
  }

  static Parked parked(Posted row) {
    Letter alone = row.envelope.letters().getFirst();
    return new Parked(
        row.envelope.id(),
        alone.to(),
        alone.type(),
        alone.key(),
        row.refusals,
        row.writtenAt,
        row.parkedAt,
        row.refusal);
  }
}
