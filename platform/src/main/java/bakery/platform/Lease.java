package bakery.platform;

import java.time.Instant;
import java.util.UUID;

/**
 * Who works on an aggregate. The epoch grows with every claim and is never reset, so a worker whose
 * claim was given to another can be told from the one who has it now.
 *
 * @param owner the incarnation of the JVM that holds it, null when free
 * @param until database time at which it ends by itself, null when free
 */
public record Lease(UUID owner, int epoch, Instant until) {

  public static final Lease FREE = new Lease(null, 0, null);

  public boolean free() {
    return owner == null;
  }

  public boolean heldBy(UUID node, int epoch) {
    return node.equals(owner) && this.epoch == epoch;
  }

  Lease claim(UUID node, Instant until) {
    return new Lease(node, epoch + 1, until);
  }

  Lease release() {
    return new Lease(null, epoch, null);
  }
}
