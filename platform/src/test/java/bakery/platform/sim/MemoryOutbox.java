package bakery.platform.sim;

import bakery.platform.Deed;
import bakery.platform.Envelope;
import bakery.platform.Outbox;
import bakery.platform.Parked;
import bakery.platform.sim.MemoryPostbox.Posted;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The outbox of a {@link MemoryDatabase} as one node's relay sees it. */
final class MemoryOutbox implements Outbox {

  private final MemoryDatabase<?, ?> database;
  private final World world;
  private final MemoryPostbox postbox;
  private final SimNode node;
  private long cursor;

  MemoryOutbox(MemoryDatabase<?, ?> database, SimNode node) {
    this.database = database;
    this.world = database.world;
    this.postbox = database.postbox;
    this.node = node;
  }

  @Override
  public Future<List<Envelope>> sweep(
      long untriedMillis, int limit, String only, Set<String> except) {
    return sweepRightly(untriedMillis, limit, only, except).map(this::swept);
  }

  private List<Envelope> swept(List<Envelope> rightly) {
    return switch (world.bug) {
      case RELAY_THAT_FORGETS -> List.of();
      case SWEEP_BY_CURSOR -> beyondCursor(rightly);
      default -> rightly;
    };
  }

  private List<Envelope> beyondCursor(List<Envelope> swept) {
    long seen = cursor;
    List<Envelope> beyond = new ArrayList<>();
    for (Envelope envelope : swept) {
      Posted posted = postbox.get(envelope.id());
      if (posted == null || posted.nth <= seen) continue;
      beyond.add(envelope);
      cursor = Math.max(cursor, posted.nth);
    }
    return beyond;
  }

  private void tried(Posted posted) {
    posted.triedAt = world.instant();
    posted.tries++;
    posted.sender = node.id;
  }

  private Future<List<Envelope>> sweepRightly(
      long untriedMillis, int limit, String only, Set<String> except) {
    return handOut(
        limit,
        p ->
            postbox.untried(p, untriedMillis)
                && (only == null || p.envelope.to().equals(only))
                && !except.contains(p.envelope.to()));
  }

  @Override
  public Future<List<Envelope>> takeOver(Set<UUID> left, int limit) {
    return handOut(
            limit,
            p ->
                p.sender != null
                    && (left.contains(p.sender) || !database.beats.containsKey(p.sender)))
        .map(this::swept);
  }

  private Future<List<Envelope>> handOut(int limit, Predicate<Posted> which) {
    return database.statement(
        node,
        () ->
            postbox.all().stream()
                .filter(p -> p.parkedAt == null && which.test(p))
                .sorted(
                    Comparator.<Posted, Instant>comparing(p -> p.triedAt).thenComparing(p -> p.nth))
                .limit(limit)
                .peek(this::tried)
                .map(p -> p.envelope)
                .toList());
  }

  @Override
  public Future<List<Parked>> parked(UUID after, int limit) {
    return database.statement(
        node,
        () ->
            postbox.all().stream()
                .filter(p -> p.parkedAt != null)
                .filter(p -> after == null || p.envelope.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(p -> p.envelope.id()))
                .limit(limit)
                .map(MemoryPostbox::parked)
                .toList());
  }

  @Override
  public Future<Boolean> retry(UUID id, Deed deed) {
    return database.statement(
        node,
        () -> {
          Posted posted = postbox.get(id);
          if (posted == null || posted.parkedAt == null) return false;
          posted.parkedAt = null;
          posted.refusals = 0;
          posted.triedAt = Instant.MIN;
          return true;
        });
  }

  @Override
  public Future<Boolean> discard(UUID id, Deed deed) {
    return database.statement(
        node,
        () -> {
          Posted posted = postbox.get(id);
          if (posted == null || posted.parkedAt == null) return false;
          postbox.remove(id);
          return true;
        });
  }

  @Override
  public Future<Void> settle(List<Settlement> settlements) {
    return database.statement(
        node,
        () -> {
          settlements.forEach(this::settle);
          return null;
        });
  }

  private void settle(Settlement each) {
    Posted posted = postbox.get(each.envelope());
    if (posted == null) return;
    String to = posted.envelope.to();
    if (each.alone() && !each.done()) {
      posted.refusals += each.refused().size();
      posted.refusal = each.refused().getFirst().reason();
      if (posted.refusals >= MAX_REFUSALS) posted.parkedAt = world.instant();
      return;
    }
    if (each.later().isEmpty()) postbox.remove(each.envelope());
    else posted.envelope = new Envelope(each.envelope(), to, each.later());
    for (Refusal refusal : each.refused()) {
      postbox.post(new Envelope(world.id(), to, List.of(refusal.letter())), null).refusal =
          refusal.reason();
    }
  }
}
