package bakery.platform;

import java.util.UUID;

/** How the platform sees messages whose types it does not know. */
public interface Wire {

  /** The role that handles a message. */
  String to(Object message);

  /** The wire name of a message. */
  String type(Object message);

  /** The key of the aggregate it is for. */
  UUID key(Object message);

  boolean knows(String type);

  byte[] encode(Object message);

  /**
   * @throws IllegalArgumentException when the bytes are not of that type
   */
  Object decode(String type, byte[] bytes);

  default Letter letter(Object message, String trace) {
    return new Letter(to(message), type(message), key(message), message, trace);
  }
}
