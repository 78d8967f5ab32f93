package bakery.platform;

import bakery.platform.Fate.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decision over one batch: folds the messages of each aggregate through the model, fences
 * workers' results by their epoch, and claims for a free slot here what is due at once. As nobody
 * else writes the rows between decision and commit, or it does not count, this is what an {@code
 * UPDATE … WHERE epoch = $n} would be.
 */
final class Fold<A, R> implements Decision<A, R> {

  private static final Logger LOG = LoggerFactory.getLogger(Fold.class);

  private final Model<A, R> model;
  private final Wire wire;
  private final UUID node;
  private final Slots<A> slots;
  private final RoleTraces traces;
  private final Map<UUID, List<Item<A>>> items = new TreeMap<>();
  private final Map<Item<A>, Fate<A>> fates = new IdentityHashMap<>();
  private final Map<Item<A>, Traces.Span> steps = new IdentityHashMap<>();
  private final List<Claim<A>> claims = new ArrayList<>();

  Fold(
      Model<A, R> model,
      Wire wire,
      UUID node,
      Slots<A> slots,
      RoleTraces traces,
      List<Item<A>> batch) {
    this.model = model;
    this.wire = wire;
    this.node = node;
    this.slots = slots;
    this.traces = traces;
    for (Item<A> item : batch) items.computeIfAbsent(item.id(), id -> new ArrayList<>(2)).add(item);
  }

  Collection<UUID> ids() {
    return items.keySet();
  }

  Fate<A> fate(Item<A> item) {
    return fates.getOrDefault(item, Fate.of(Kind.LATER));
  }

  /** It is committed: who follows it is told. */
  void tell(Item<A> item, Traces.Span transaction) {
    Traces.Span step = steps.getOrDefault(item, Traces.Span.NONE);
    if (step.context() == null) return;
    Fate<A> fate = fate(item);
    if (fate.state() != null) step.status(model.status(fate.state()));
    transaction.link(step);
    step.end(fate.kind().name().toLowerCase(Locale.ROOT));
  }

  Slots<A> slots() {
    return slots;
  }

  List<Claim<A>> claims() {
    return claims;
  }

  @Override
  public List<Change<A, R>> decide(Map<UUID, Entry<A>> found, Instant now) {
    fates.clear();
    steps.clear();
    claims.clear();
    slots.rewind();
    Map<UUID, Draft<A, R>> drafts = new LinkedHashMap<>();
    items.forEach((id, messages) -> drafts.put(id, fold(found.get(id), messages, now)));
    List<Change<A, R>> changes = new ArrayList<>(items.size());
    drafts.forEach(
        (id, draft) -> {
          Change<A, R> change = draft.state() == null ? null : claimed(id, draft, now);
          if (change != null) changes.add(change);
        });
    return changes;
  }

  private Draft<A, R> fold(Entry<A> before, List<Item<A>> messages, Instant now) {
    Draft<A, R> draft = new Draft<>(model, wire, before);
    for (Item<A> item : messages) fates.put(item, apply(draft, item, now));
    if (draft.state() != null) draft.releaseIfClosed();
    return draft;
  }

  /** After all have been folded, for results leave their workers free. */
  private Change<A, R> claimed(UUID id, Draft<A, R> draft, Instant now) {
    if (slots.left()) claimIfDue(draft, id, now);
    for (Item<A> item : items.get(id))
      fates.computeIfPresent(item, (i, fate) -> fate.with(draft.state()));
    return draft.change(id);
  }

  /** What goes wrong here is no fault of the letters: the row stays due, and is put off there. */
  private void claimIfDue(Draft<A, R> draft, UUID id, Instant now) {
    try {
      if (draft.claimable(now)) claims.add(draft.claim(id, node, slots.take(), now));
    } catch (RuntimeException e) {
      LOG.debug("{} is not claimed: {}", id, Failures.describe(e));
    }
  }

  private void release(Draft<A, R> draft, Item<A> result) {
    draft.release();
    slots.ends(result.id(), result.epoch());
  }

  private Fate<A> apply(Draft<A, R> draft, Item<A> item, Instant now) {
    if (item.isFenced() && !draft.heldBy(node, item.epoch())) return Fate.of(Kind.LEASE_LOST);
    try {
      String cause = item.trace() == null ? draft.trace() : item.trace();
      Traces.Span step = traces.step(item.message(), item.id(), cause, item.since());
      if (step != Traces.Span.NONE) steps.put(item, step);
      if (item.message() != Item.GIVE_BACK)
        draft.take(
            model.on(draft.state(), item.message(), now),
            step.contextOr(item.trace()),
            item.deed());
      if (item.isFenced()) release(draft, item);
      return Fate.of(Kind.APPLIED);
    } catch (RuntimeException e) {
      boolean meant = e instanceof IllegalArgumentException;
      return Fate.refused(meant ? e.getMessage() : Failures.describe(e));
    }
  }
}
