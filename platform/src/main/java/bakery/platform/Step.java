package bakery.platform;

import java.util.List;

/**
 * What a model answers to one message.
 *
 * @param state the aggregate afterwards; the same object when nothing changed
 * @param messages what to tell other roles; they leave with the commit
 * @param records rows or news that go with the change, for example journal entries
 */
public record Step<A, R>(A state, List<?> messages, List<R> records) {

  /** Nothing to do: heard twice, or overtaken. */
  public static <A, R> Step<A, R> same(A state) {
    return new Step<>(state, List.of(), List.of());
  }
}
