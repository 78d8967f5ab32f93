package bakery.node;

import bakery.contracts.Message;
import bakery.contracts.Messages;
import bakery.contracts.Role;
import bakery.platform.Wire;
import java.util.UUID;

/** Tells the platform, which knows no bakery word, about the contracts, which know no platform. */
public final class BakeryWire implements Wire {

  @Override
  public String to(Object message) {
    return Role.of((Message) message).address();
  }

  @Override
  public String type(Object message) {
    return Messages.type(message);
  }

  @Override
  public UUID key(Object message) {
    return ((Message) message).orderId();
  }

  @Override
  public boolean knows(String type) {
    return Messages.knows(type);
  }

  @Override
  public byte[] encode(Object message) {
    return Messages.encode(message);
  }

  @Override
  public Object decode(String type, byte[] bytes) {
    return Messages.decode(type, bytes);
  }
}
