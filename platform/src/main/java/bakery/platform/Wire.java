package bakery.platform;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

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

  /** Of the functions that say so, each as the method of its name. */
  static Wire of(
      Function<Object, String> to,
      Function<Object, String> type,
      Function<Object, UUID> key,
      Predicate<String> knows,
      Function<Object, byte[]> encode,
      BiFunction<String, byte[], Object> decode) {
    return new FunctionsWire(to, type, key, knows, encode, decode);
  }

  default Letter letter(Object message, String trace) {
    return new Letter(to(message), type(message), key(message), message, trace);
  }
}
