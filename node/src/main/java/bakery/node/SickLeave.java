package bakery.node;

import bakery.contracts.Staff;
import bakery.node.OperatorProblem.Kind;
import bakery.platform.Audit;
import bakery.platform.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this node's JVM at once, in the middle of its work and without a word to the others, as an
 * illness would; for demonstrations. Only where the node was started with permission for it, and
 * only once it stands in the audit.
 */
final class SickLeave {
  static final String SETTING = "BAKERY_SICK_LEAVE";

  private static final Logger LOG = LoggerFactory.getLogger(SickLeave.class);
  private static final int EXIT_CODE = 137; // as after kill -9

  /** For the answer to get out of this JVM; nobody is told anything else. */
  private static final int ANSWER_MILLIS = 50;

  private final String node;
  private final boolean permitted;
  private final Vertx vertx;
  private volatile Audit audit;

  /**
   * @param node the name of this one
   */
  SickLeave(String node, Settings settings, Vertx vertx) {
    this.node = node;
    this.vertx = vertx;
    permitted = settings.flag(SETTING, false);
  }

  boolean isPermitted() {
    return permitted;
  }

  /**
   * @param kept where it is noted who sent it home
   */
  void open(Audit kept) {
    audit = kept;
  }

  /** Fails, and nothing happens, when it is not permitted or cannot be kept. */
  Future<JsonObject> take(Staff staff, String reason) {
    if (!permitted) {
      throw new OperatorProblem(
          Kind.NOT_PERMITTED, node + " was started without " + SETTING + "=true");
    }
    if (audit == null) throw new OperatorProblem(Kind.TRY_LATER, node + " is starting");
    return audit
        .record(StaffOnly.deed(staff, "send-home-sick", node, reason))
        .map(
            kept -> {
              LOG.warn("{} falls ill, as it was told to, and is gone", node);
              vertx.setTimer(ANSWER_MILLIS, timer -> Runtime.getRuntime().halt(EXIT_CODE));
              return new JsonObject().put("node", node).put("state", "sick");
            });
  }
}
