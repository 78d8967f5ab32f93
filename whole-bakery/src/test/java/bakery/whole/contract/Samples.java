package bakery.whole.contract;

import bakery.contracts.BillingCommand.HoldPayment;
import bakery.contracts.Money;
import bakery.contracts.PaymentMethod;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes an example of any record of the contracts; every field says something. */
final class Samples {

  private Samples() {}

  static Object of(Class<?> type) {
    return value(type.getSimpleName(), type);
  }

  /** The other way to pay; {@link #of} makes the first of each choice. */
  static HoldPayment paidInCash() {
    HoldPayment card = (HoldPayment) of(HoldPayment.class);
    return new HoldPayment(card.orderId(), card.number(), card.lines(), new PaymentMethod.Cash());
  }

  private static Object value(String name, Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return List.of(value(name, list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) return "some " + name;
    if (plain == int.class) return 7;
    if (plain == long.class) return 1234L;
    if (plain == boolean.class) return true;
    if (plain == UUID.class) return UUID.nameUUIDFromBytes(name.getBytes());
    if (plain == Money.class) return Money.of(640, "GBP");
    if (plain == Instant.class) return Instant.parse("2017-02-04T08:30:15.250Z");
    if (plain == LocalDate.class) return LocalDate.parse("2017-02-04");
    if (plain.isEnum()) return plain.getEnumConstants()[0];
    if (plain.isSealed()) return of(plain.getPermittedSubclasses()[0]);
    if (plain.isRecord()) return record(plain);
    throw new AssertionError("teach the samples what a " + plain + " looks like");
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components).map(c -> value(c.getName(), c.getGenericType())).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no sample of " + type, e);
    }
  }
}
