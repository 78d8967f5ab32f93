package bakery.gateway.floor;

import bakery.contracts.Right;
import bakery.contracts.Staff;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.UUID;

/**
 * What a member of staff wants done in the bakery.
 *
 * @param role of whose workers, letters or rows it speaks; null where it is a node's or the whole
 *     bakery's
 * @param node which node it is about; null where any will do
 * @param id of the letter or row, or null
 * @param number of workers, or 0
 * @param tempo of a demonstration, or null
 * @param reason a sentence for the audit, or null
 * @param staff whose wish it is
 */
public record Errand(
    Kind kind,
    String role,
    String node,
    UUID id,
    int number,
    Tempo tempo,
    String reason,
    Staff staff) {

  /** Every sort of errand. */
  public enum Kind {
    HIRE,
    LET_GO,
    DRAIN,
    /** The node's JVM ends at once, without a word to the others. */
    SICK_LEAVE,
    RETRY,
    DISCARD,
    NUDGE,
    /** The recorded day is played to the whole bakery, or at another tempo from now on. */
    DEMONSTRATE,
    END_DEMONSTRATION;

    /** Who can do it. */
    public Doer doer() {
      return switch (this) {
        case DRAIN, SICK_LEAVE -> Doer.THE_NODE;
        case HIRE, LET_GO, RETRY, DISCARD, NUDGE -> Doer.A_PLAYER_OF_THE_ROLE;
        case DEMONSTRATE, END_DEMONSTRATION -> Doer.THE_DEMONSTRATOR;
      };
    }
  }

  /** Which node an errand goes to. */
  public enum Doer {
    /** Only the one that it names. */
    THE_NODE,
    A_PLAYER_OF_THE_ROLE,
    /** One for the whole bakery. */
    THE_DEMONSTRATOR
  }

  public Errand {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(staff, "staff");
    Objects.requireNonNull(about(kind, role, node, staff), "whom it is about");
    if (kind == Kind.DEMONSTRATE) Objects.requireNonNull(tempo, "tempo");
  }

  private static Object about(Kind kind, String role, String node, Staff whoever) {
    return switch (kind.doer()) {
      case THE_NODE -> node;
      case A_PLAYER_OF_THE_ROLE -> role;
      case THE_DEMONSTRATOR -> whoever;
    };
  }

  public static Errand workers(
      boolean hire, String role, int number, String node, String reason, Staff staff) {
    return new Errand(
        hire ? Kind.HIRE : Kind.LET_GO, role, node, null, number, null, reason, staff);
  }

  public static Errand toNode(Kind kind, String node, String reason, Staff staff) {
    return new Errand(kind, null, node, null, 0, null, reason, staff);
  }

  public static Errand repair(Kind kind, String role, UUID id, String reason, Staff staff) {
    return new Errand(kind, role, null, id, 0, null, reason, staff);
  }

  public static Errand demonstrate(Tempo tempo, String reason, Staff staff) {
    return new Errand(Kind.DEMONSTRATE, null, null, null, 0, tempo, reason, staff);
  }

  public static Errand endDemonstration(Staff staff) {
    return new Errand(Kind.END_DEMONSTRATION, null, null, null, 0, null, null, staff);
  }

  /** As it travels to the node that does it. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("kind", kind.name())
        .put("role", role)
        .put("node", node)
        .put("id", id == null ? null : id.toString())
        .put("number", number)
        .put("tempo", tempo == null ? null : tempo.toJson())
        .put("reason", reason)
        .put("who", staff.name())
        .put("right", staff.right().word());
  }

  /**
   * @throws IllegalArgumentException when it is an errand of another release
   */
  public static Errand from(JsonObject json) {
    String id = json.getString("id");
    JsonObject tempo = json.getJsonObject("tempo");
    return new Errand(
        Kind.valueOf(json.getString("kind")),
        json.getString("role"),
        json.getString("node"),
        id == null ? null : UUID.fromString(id),
        json.getInteger("number"),
        tempo == null ? null : Tempo.from(tempo),
        json.getString("reason"),
        new Staff(json.getString("who"), Right.of(json.getString("right"))));
  }
}
