package bakery.whole.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Letters that stand in an outbox. */
final class Outboxes {

  static final Check EMPTY = new Check("no letter is left in an outbox", Outboxes::empty);

  static final Check NOTHING_PARKED =
      new Check("nothing is parked but the planted poison", Outboxes::nothingParked);

  private static final List<String> ROLES = List.of("gateway", "kitchen", "delivery", "billing");
  private static final int SHOWN = 160;

  /** A letter, or an envelope of several. */
  record Left(String role, UUID id, String destination, boolean parked, String letters) {

    String words() {
      String start = letters.length() > SHOWN ? letters.substring(0, SHOWN) + "…" : letters;
      return "%s in %s for %s: %s".formatted(parked ? "parked" : "waits", role, destination, start);
    }

    private boolean isOf(Set<UUID> poison) {
      return poison.contains(id) || poison.stream().map(UUID::toString).anyMatch(letters::contains);
    }
  }

  private Outboxes() {}

  /** All but the poison. */
  static List<Left> letters(Tables tables, Set<UUID> poison) {
    List<Left> left = new ArrayList<>();
    for (String role : ROLES) {
      tables.read(
          "SELECT id, destination, letters, parked_at IS NOT NULL AS parked FROM %s.outbox"
              .formatted(role),
          row ->
              left.add(
                  new Left(
                      role,
                      row.getObject("id", UUID.class),
                      row.getString("destination"),
                      row.getBoolean("parked"),
                      row.getString("letters"))));
    }
    left.removeIf(each -> each.isOf(poison));
    return left;
  }

  private static void empty(Scene scene, Findings findings) {
    findings.examined(ROLES.size());
    letters(scene.tables(), scene.poison()).stream()
        .filter(letter -> !letter.parked())
        .forEach(letter -> findings.add(letter.id(), letter.words()));
  }

  private static void nothingParked(Scene scene, Findings findings) {
    findings.examined(ROLES.size());
    letters(scene.tables(), scene.poison()).stream()
        .filter(Left::parked)
        .forEach(letter -> findings.add(letter.id(), letter.words()));
  }
}
