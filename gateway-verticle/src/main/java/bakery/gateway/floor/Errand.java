package bakery.gateway.floor;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.UUID;

/**
 * What a member of staff wants done in the bakery.
 *
 * @param role of whose workers, letters or rows it speaks; null where it is a node's
 * @param node which node it is about; null where any will do
 * @param id of the letter or row, or null
 * @param number of workers, or 0
 * @param reason a sentence for the audit, or null
 * @param staff whose wish it is
 */
public record Errand(
    Kind kind, String role, String node, UUID id, int number, String reason, Staff staff) {

  /** Every sort of errand. */
  public enum Kind {
    HIRE,
    LET_GO,
    DRAIN,
    /** The node's JVM ends at once, without a word to the others. */
    SICK_LEAVE,
    RETRY,
    DISCARD,
    NUDGE;

    /** Whether only the node that it names can do it. */
    public boolean isOfOneNode() {
      return switch (this) {
        case DRAIN, SICK_LEAVE -> true;
        case HIRE, LET_GO, RETRY, DISCARD, NUDGE -> false;
      };
    }
  }

  public Errand {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(staff, "staff");
    Objects.requireNonNull(kind.isOfOneNode() ? node : role, "whom it is about");
  }

  public static Errand workers(
      boolean hire, String role, int number, String node, String reason, Staff staff) {
    return new Errand(hire ? Kind.HIRE : Kind.LET_GO, role, node, null, number, reason, staff);
  }

  public static Errand toNode(Kind kind, String node, String reason, Staff staff) {
    return new Errand(kind, null, node, null, 0, reason, staff);
  }

  public static Errand repair(Kind kind, String role, UUID id, String reason, Staff staff) {
    return new Errand(kind, role, null, id, 0, reason, staff);
  }

  /** As it travels to the node that does it. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("kind", kind.name())
        .put("role", role)
        .put("node", node)
        .put("id", id == null ? null : id.toString())
        .put("number", number)
        .put("reason", reason)
        .put("who", staff.name())
        .put("right", staff.right().word());
  }

  /**
   * @throws IllegalArgumentException when it is an errand of another release
   */
  public static Errand from(JsonObject json) {
    String id = json.getString("id");
    return new Errand(
        Kind.valueOf(json.getString("kind")),
        json.getString("role"),
        json.getString("node"),
        id == null ? null : UUID.fromString(id),
        json.getInteger("number"),
        json.getString("reason"),
        new Staff(json.getString("who"), Right.of(json.getString("right"))));
  }
}
