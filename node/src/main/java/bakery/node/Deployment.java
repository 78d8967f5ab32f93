package bakery.node;

import bakery.contracts.Role;
import bakery.platform.cluster.Presence;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The verticles of a node on their way into work, all at once. */
final class Deployment {
  private final Map<Role, Future<?>> roles = new EnumMap<>(Role.class);

  Deployment(Vertx vertx, List<Crew> crews) {
    for (var crew : crews) roles.put(crew.role(), deploy(vertx, crew.verticle()));
  }

  /** Fails with the first that fails. */
  Future<?> done() {
    return Future.all(List.copyOf(roles.values()));
  }

  /** Who is not at work yet, in words. */
  String missing(Presence presence) {
    var waiting =
        roles.entrySet().stream()
            .filter(role -> !role.getValue().isComplete())
            .map(role -> role.getKey().address())
            .collect(Collectors.joining(", "));
    return waiting + " not at work, " + unconfirmed(presence);
  }

  static String unconfirmed(Presence presence) {
    return "addresses that the cluster does not confirm: " + presence.missing(Duration.ZERO);
  }

  /** What went wrong is known at once; the way back may last as long as it likes. */
  private static Future<String> deploy(Vertx vertx, Deployable verticle) {
    Promise<String> deployed = Promise.promise();
    var watched =
        new Deployable() {
          @Override
          public Future<?> deploy(Context context) throws Exception {
            return verticle.deploy(context).onFailure(deployed::tryFail);
          }

          @Override
          public Future<?> undeploy(Context context) throws Exception {
            return verticle.undeploy(context);
          }
        };
    vertx.deployVerticle(watched).onComplete(deployed::tryComplete, deployed::tryFail);
    return deployed.future();
  }
}
