package bakery.whole.chaos.world;

import java.util.ArrayList;
import java.util.List;

/**
 * Where something of the bakery stands: an address, and what to put before a command so that it
 * runs there.
 */
public record Place(String name, String host, List<String> entering) {

  public Place {
    entering = List.copyOf(entering);
  }

  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(entering);
    whole.addAll(command);
    return whole;
  }

  @Override
  public String toString() {
    return name;
  }
}
