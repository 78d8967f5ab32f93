package bakery.gateway.menu;

import bakery.contracts.Answer;
import io.vertx.core.Future;
import java.util.Optional;

/** Port: where the last menu outlives the JVM. */
interface MenuMemory {

  Future<Optional<Answer.Menu>> last();

  Future<Void> keep(Answer.Menu menu);
}
