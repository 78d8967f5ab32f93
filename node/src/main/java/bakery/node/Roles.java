package bakery.node;

import bakery.contracts.Role;
import bakery.platform.Settings;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which roles a node plays and with how many workers: {@code kitchen=2,delivery=1}. */
record Roles(Map<Role, Integer> workers) {
  private static final String ALL = "gateway=1,kitchen=2,delivery=2,billing=1";
  private static final int WORKERS_MAX = 1_000;

  Roles {
    workers = Collections.unmodifiableMap(new EnumMap<>(workers));
  }

  static Roles from(Settings settings) {
    return settings.parsed("BAKERY_ROLES", ALL, Roles::parse);
  }

  static Roles parse(String text) {
    var workers = new EnumMap<Role, Integer>(Role.class);
    for (var part : text.split(",")) {
      var sides = part.strip().split("=", -1);
      var role = role(sides[0].strip());
      var count = sides.length == 1 ? 1 : count(sides[1].strip());
      if (sides.length > 2 || workers.put(role, count) != null) {
        throw new IllegalArgumentException(
            "each role once, for example " + ALL + "; not " + part.strip());
      }
    }
    return new Roles(workers);
  }

  /** Those of its roles. */
  List<String> addresses() {
    return workers.keySet().stream().map(Role::address).toList();
  }

  /** Of all roles that there are. */
  static List<String> names() {
    return Arrays.stream(Role.values()).map(Role::address).toList();
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.address().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no role \""
                        + name
                        + "\"; the roles are "
                        + Arrays.stream(Role.values())
                            .map(Role::address)
                            .collect(Collectors.joining(", "))));
  }

  private static int count(String text) {
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > WORKERS_MAX) {
      throw new IllegalArgumentException("a number from 0 to " + WORKERS_MAX + ", not " + text);
    }
    return Integer.parseInt(text);
  }

  @Override
  public String toString() {
    return workers.entrySet().stream()
        .map(each -> each.getKey().address() + "=" + each.getValue())
        .collect(Collectors.joining(","));
  }
}
