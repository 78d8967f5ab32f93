package bakery.platform.sim;

import java.util.HashSet;
import java.util.Set;

/** Who cannot reach whom at the moment. */
public final class Outages {

  private final Set<SimNode> island = new HashSet<>();
  private final Set<SimNode> withoutDatabase = new HashSet<>();
  private boolean databaseDown;
  private int crashes;

  /** These see one another and nobody else; an earlier partition has healed. */
  public void isolate(Set<SimNode> nodes) {
    island.clear();
    island.addAll(nodes);
  }

  public void cutFromDatabase(SimNode node) {
    withoutDatabase.add(node);
  }

  public void reconnect(SimNode node) {
    withoutDatabase.remove(node);
  }

  /** What was under way is rolled back, answers are lost. */
  public void crashDatabase() {
    databaseDown = true;
    crashes++;
  }

  public void recoverDatabase() {
    databaseDown = false;
  }

  boolean apart(SimNode one, SimNode other) {
    return island.contains(one) != island.contains(other);
  }

  boolean reachesDatabase(SimNode node) {
    return !databaseDown && !withoutDatabase.contains(node);
  }

  int crashes() {
    return crashes;
  }
}
