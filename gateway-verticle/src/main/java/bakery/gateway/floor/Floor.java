package bakery.gateway.floor;

import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Port: the nodes of the bakery, which a gateway can neither see nor command by itself. Called on
 * the gateway's event loop.
 */
public interface Floor {

  /**
   * What all nodes that answer within a second tell, as the schema {@code Bakery} of the OpenAPI
   * document has it, those that do not answer named in it; without {@code traffic}, and with {@code
   * "holders": {ORDER: worker}} of what is in somebody's hands.
   */
  Future<JsonObject> look();

  /** {@code {"parked": […], "stuck": […]}}, of every role the oldest, as {@code Repairs} has it. */
  Future<JsonObject> repairs();

  /**
   * Has it done by a node that can, and kept in that node's audit.
   *
   * @return what that node says of it; fails with {@link ErrandRefused}, or with {@link TryLater}
   *     when the node does not answer: then it may have been done
   */
  Future<JsonObject> run(Errand errand);

  /** Of a gateway that belongs to no node. */
  Floor NONE =
      new Floor() {
        @Override
        public Future<JsonObject> look() {
          return nobody();
        }

        @Override
        public Future<JsonObject> repairs() {
          return nobody();
        }

        @Override
        public Future<JsonObject> run(Errand errand) {
          return nobody();
        }

        private static Future<JsonObject> nobody() {
          return Future.failedFuture(new TryLater("this gateway knows no nodes"));
        }
      };
}
