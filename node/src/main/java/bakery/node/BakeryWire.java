package bakery.node;

import bakery.contracts.Messages;
import bakery.platform.Wire;

/** Tells the platform, which knows no bakery word, about the contracts, which know no platform. */
public final class BakeryWire {
  public static final Wire WIRE =
      Wire.of(
          Messages::address,
          Messages::type,
          Messages::orderId,
          Messages::knows,
          Messages::encode,
          Messages::decode);

  private BakeryWire() {}
}
