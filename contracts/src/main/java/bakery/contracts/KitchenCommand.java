package bakery.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What the kitchen is told. */
public sealed interface KitchenCommand extends Message {

  /** Answered by BakingStarted and OrderBaked, or by OrderRefused. */
  record BakeOrder(UUID orderId, String number, List<Item> items, Instant promisedAt)
      implements KitchenCommand {
    public BakeOrder {
      Objects.requireNonNull(orderId, "orderId");
      items = List.copyOf(items);
    }
  }

  /** Answered by OrderWithdrawn, or by WithdrawalRefused when a baker was first. */
  record WithdrawOrder(UUID orderId, String reason) implements KitchenCommand {}

  /** So many of one product. */
  record Item(String product, int quantity) {}
}
