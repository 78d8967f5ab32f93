package bakery.billing.model;

import bakery.contracts.Money;
import java.util.UUID;

/** What the payment provider is to be asked: a decision that is committed before it is asked. */
public sealed interface Intent {

  /** The decision's name within its order. */
  String name();

  /** Made of the decision, never of the try: who asks again asks with the same key. */
  default String key(UUID orderId) {
    return orderId + ":" + name();
  }

  record Hold() implements Intent {
    @Override
    public String name() {
      return "hold";
    }
  }

  record Capture() implements Intent {
    @Override
    public String name() {
      return "capture";
    }
  }

  record Release() implements Intent {
    @Override
    public String name() {
      return "release";
    }
  }

  record Refund(UUID decision, Money amount) implements Intent {
    @Override
    public String name() {
      return "refund:" + decision;
    }
  }
}
