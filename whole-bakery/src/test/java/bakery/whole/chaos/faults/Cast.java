package bakery.whole.chaos.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who can be hit, by name: known before anything is started, so that a seed says it all.
 *
 * @param separate whether the network can be cut and disks can be filled
 */
public record Cast(List<String> nodes, boolean separate) {

  public Cast {
    nodes = List.copyOf(nodes);
  }

  String one(Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** In the order of the cast. */
  List<String> some(Random random, int count) {
    List<String> shuffled = new ArrayList<>(nodes);
    Collections.shuffle(shuffled, random);
    List<String> chosen = shuffled.subList(0, Math.min(count, shuffled.size()));
    return nodes.stream().filter(chosen::contains).toList();
  }
}
