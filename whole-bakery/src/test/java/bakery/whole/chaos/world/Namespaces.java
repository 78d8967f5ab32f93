package bakery.whole.chaos.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace for every place, joined by a hub that routes; scripts/chaos has made the hub
 * and the town in which this JVM runs. The hub loses what a rule of it says: silently, as a cable
 * that was pulled does, with no answer to the sender.
 */
final class Namespaces implements Network {

  private static final String HUB = "hub";
  private static final String TOWN = "town";
  private static final String NET = "10.77.";
  private static final int FIRST_CORNER = 10;
  private static final int FIRST_RULE = 1_000;

  private final List<Integer> rules = new ArrayList<>();
  private int places;
  private int corners;

  @Override
  public synchronized Place place(String name) {
    String net = NET + ++places + ".";
    ip("netns", "add", name);
    ip("-n", HUB, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("-n", HUB, "addr", "add", net + "1/30", "dev", name);
    ip("-n", HUB, "link", "set", name, "up");
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "addr", "add", net + "2/30", "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
    ip("-n", name, "route", "add", "default", "via", net + "1");
    return new Place(name, net + "2", List.of("nsenter", "--net=/run/netns/" + name, "--"));
  }

  @Override
  public synchronized Place corner(String name) {
    String host = NET + "0." + (FIRST_CORNER + corners++);
    ip("-n", TOWN, "addr", "add", host + "/24", "dev", "eth0");
    return new Place(name, host, List.of());
  }

  @Override
  public boolean separate() {
    return true;
  }

  @Override
  public synchronized void cut(Place one, Place other) {
    lose("from", one.host(), "to", other.host());
    lose("from", other.host(), "to", one.host());
  }

  @Override
  public synchronized void cutFromAll(Place one) {
    lose("from", one.host());
    lose("to", one.host());
  }

  @Override
  public synchronized void join() {
    rules.forEach(rule -> ip("-n", HUB, "rule", "del", "pref", Integer.toString(rule)));
    rules.clear();
  }

  private void lose(String... what) {
    int preference = FIRST_RULE + rules.size();
    List<String> rule = new ArrayList<>(List.of("-n", HUB, "rule", "add"));
    rule.addAll(List.of("pref", Integer.toString(preference)));
    rule.addAll(List.of(what));
    rule.add("blackhole");
    ip(rule.toArray(String[]::new));
    rules.add(preference);
  }

  private static void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Machine.run(command);
  }
}
