package bakery.node;

import io.vertx.core.http.HttpServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What commands on this machine find a node by, from its start to its end. */
record Registration(DataFolder folder, String name, Roles roles) {

  /** So that it is found while it waits for its database. */
  void waiting() {
    folder.register(Map.of("name", name, "roles", roles.toString()));
  }

  /**
   * @param scheme of the operations port
   * @param crews deployed
   */
  void open(String scheme, HttpServer operations, List<Crew> crews) {
    var about = new LinkedHashMap<String, String>();
    about.put("name", name);
    about.put("roles", roles.toString());
    about.put("scheme", scheme);
    about.put("operations", Integer.toString(operations.actualPort()));
    crews.stream()
        .flatMapToInt(crew -> crew.listens().get().stream())
        .forEach(port -> about.put("http", Integer.toString(port)));
    folder.register(about);
  }

  void end() {
    folder.unregister();
  }
}
