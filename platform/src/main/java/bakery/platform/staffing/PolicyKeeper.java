package bakery.platform.staffing;

import bakery.platform.staffing.Verdict.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a role's policy out: looks, decides, spreads the workers evenly over the nodes at work.
 * The row of the policy is locked meanwhile, so that one node decides at a time. What dead and
 * leaving nodes had goes to the others.
 */
final class PolicyKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyKeeper.class);

  private final Pool pool;
  private final PolicyTable policies;
  private final String role;
  private final String node;
  private final int slots;
  private final MeterRegistry meters;
  private boolean deciding;

  /**
   * @param node the name of this one
   * @param slots of one worker
   */
  PolicyKeeper(
      Pool pool, PolicyTable policies, String role, String node, int slots, MeterRegistry meters) {
    this.pool = pool;
    this.policies = policies;
    this.role = role;
    this.node = node;
    this.slots = slots;
    this.meters = meters;
  }

  /** What was seen and decided in one transaction. */
  private record Outcome(
      Policy policy, Situation situation, Verdict verdict, List<Post> posts, List<Post> changed) {}

  /**
   * Decides, if nobody else has just done so.
   *
   * @return the posts that have changed
   */
  Future<List<Post>> decide() {
    if (deciding) return Future.succeededFuture(List.of());
    deciding = true;
    return pool.withTransaction(this::decide)
        .onComplete(done -> deciding = false)
        .onSuccess(this::tell)
        .map(outcome -> outcome == null ? List.of() : outcome.changed());
  }

  private Future<Outcome> decide(SqlConnection connection) {
    return policies
        .take(connection)
        .compose(
            taken ->
                taken == null
                    ? Future.succeededFuture()
                    : Future.all(StaffTable.locked(connection), policies.work(connection))
                        .compose(
                            read -> decide(connection, taken, read.resultAt(0), read.resultAt(1))));
  }

  private Future<Outcome> decide(
      SqlConnection connection, PolicyTable.Taken taken, List<Post> posts, PolicyTable.Work work) {
    List<Post> atWork = posts.stream().filter(Post::atWork).toList();
    List<Post> gone = posts.stream().filter(Post::gone).toList();
    int late = Spread.total(posts.stream().filter(Post::late).toList());
    Situation situation =
        new Situation(
            Spread.total(atWork) + late,
            Spread.total(gone),
            work.busy(),
            slots,
            work.oldest(),
            taken.oldestBefore(),
            taken.calm(),
            taken.sinceChange());
    Verdict verdict = taken.policy().decide(situation);
    int here = Math.max(0, verdict.workers() - late);
    List<Post> after = new ArrayList<>(Spread.even(here, atWork));
    if (!atWork.isEmpty()) gone.forEach(post -> after.add(post.with(0)));
    boolean calm = taken.policy().calm(work.oldest());
    return StaffTable.write(connection, posts, after)
        .map(
            changed ->
                new Outcome(taken.policy(), situation, named(verdict, changed), after, changed))
        .compose(
            outcome ->
                policies
                    .note(connection, node, work.oldest(), calm, outcome.verdict().isChange())
                    .compose(noted -> keep(connection, outcome)));
  }

  /** Numbers that were left uneven by hand, or by a node that came back. */
  private static Verdict named(Verdict verdict, List<Post> changed) {
    return verdict.kind() == Kind.STAY && !changed.isEmpty()
        ? new Verdict(Kind.EVEN_OUT, verdict.workers(), "they were unevenly spread")
        : verdict;
  }

  private Future<Outcome> keep(SqlConnection connection, Outcome outcome) {
    if (outcome.changed().isEmpty()) return Future.succeededFuture(outcome);
    return policies
        .decided(connection, node, outcome.situation().there(), outcome.verdict())
        .map(kept -> outcome);
  }

  private void tell(Outcome outcome) {
    if (outcome == null || outcome.changed().isEmpty()) return;
    Verdict verdict = outcome.verdict();
    meters
        .counter("bakery.policy.decisions", "role", role, "decision", verdict.kind().text())
        .increment();
    LOG.info(
        "{}: policy {} decides {}, {} → {} workers, for {} ({} busy, {} lost): {}",
        role,
        outcome.policy(),
        verdict.kind().text(),
        outcome.situation().there(),
        verdict.workers(),
        verdict.reason(),
        outcome.situation().busy(),
        outcome.situation().lost(),
        outcome.posts().stream()
            .map(post -> post.node() + "=" + post.number())
            .sorted()
            .collect(Collectors.joining(" ")));
  }
}
