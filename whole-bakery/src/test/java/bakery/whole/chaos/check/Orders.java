package bakery.whole.chaos.check;

import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What customers were told of orders, beside the orders in the table. */
final class Orders {

  static final Check ACKNOWLEDGED =
      new Check("every acknowledged order is kept, under its key", Orders::acknowledged);

  static final Check ENDED = new Check("every order has ended", Orders::ended);

  static final Check ENDED_ONCE = new Check("no order ended twice", Orders::endedOnce);

  static final Check FOUND =
      new Check("no order exists that its customer cannot find by his key", Orders::found);

  private Orders() {}

  private static void acknowledged(Scene scene, Findings findings) {
    Evidence evidence = scene.evidence();
    for (Trail trail : evidence.trails()) {
      if (!trail.isAcknowledged()) continue;
      findings.examined();
      Histories.Row row = scene.histories().of(trail.id());
      if (row == null) findings.add(trail.id(), "acknowledged, but not in the table");
      else if (!evidence.key(trail).equals(row.key())) {
        findings.add(trail.id(), "does not stand under the key of customer " + trail.number());
      }
    }
  }

  private static void ended(Scene scene, Findings findings) {
    scene
        .histories()
        .forEach(
            (id, row) -> {
              findings.examined();
              if (row.open() || !row.status().isFinal()) findings.add(id, "is " + row.status());
            });
  }

  private static void endedOnce(Scene scene, Findings findings) {
    scene
        .histories()
        .forEach(
            (id, row) -> {
              findings.examined();
              int ends = 0;
              for (int place = 1; place <= row.length(); place++) {
                if (row.step(place).isFinal()) ends++;
              }
              if (ends > 1) findings.add(id, "ended " + ends + " times: " + row.words());
              else if (ends == 1 && !row.step(row.length()).isFinal()) {
                findings.add(id, "went on after its end: " + row.words());
              } else if (row.seq() != row.length() || row.step(row.length()) != row.status()) {
                findings.add(id, row.status() + " " + row.seq() + ", but " + row.words());
              }
            });
  }

  private static void found(Scene scene, Findings findings) {
    Map<String, Trail> untold = new HashMap<>();
    Set<UUID> told = new HashSet<>();
    for (Trail trail : scene.evidence().trails()) {
      if (trail.isAcknowledged()) told.add(trail.id());
      else untold.put(scene.evidence().key(trail), trail);
    }
    scene
        .histories()
        .forEach(
            (id, row) -> {
              if (row.earlier()) return;
              findings.examined();
              if (told.contains(id) || scene.poison().contains(id)) return;
              Trail trail = untold.get(row.key());
              if (row.key() == null) findings.add(id, "has no key");
              else if (trail == null) findings.add(id, "was not ordered by anybody here");
              else findings.add(id, lastAnswer(trail));
            });
  }

  /** One that was found by its key would have been told of. */
  private static String lastAnswer(Trail trail) {
    return trail.entries().reversed().stream()
        .filter(entry -> entry.what() == What.ASKED)
        .findFirst()
        .map(entry -> "customer " + trail.number() + " asked by his key: " + entry.words())
        .orElse("customer " + trail.number() + " was never told and did not ask");
  }
}
