package bakery.platform;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** What contracts say of their messages that do not know the platform. */
record FunctionsWire(
    Function<Object, String> roles,
    Function<Object, String> types,
    Function<Object, UUID> keys,
    Predicate<String> known,
    Function<Object, byte[]> encoder,
    BiFunction<String, byte[], Object> decoder)
    implements Wire {

  @Override
  public String to(Object message) {
    return roles.apply(message);
  }

  @Override
  public String type(Object message) {
    return types.apply(message);
  }

  @Override
  public UUID key(Object message) {
    return keys.apply(message);
  }

  @Override
  public boolean knows(String type) {
    return known.test(type);
  }

  @Override
  public byte[] encode(Object message) {
    return encoder.apply(message);
  }

  @Override
  public Object decode(String type, byte[] bytes) {
    return decoder.apply(type, bytes);
  }
}
