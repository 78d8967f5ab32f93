package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads of aggregates: idle, at once; while one is under way, those that arrive gather and are read
 * together. None is answered from a look that began before it was asked.
 */
final class Reads<A> {

  static final int MAX_BATCH = 256;
  static final int MAX_WAITING = 16_384;

  private final Store<A, ?> store;
  private final Batcher<Question<A>> questions =
      new Batcher<>(MAX_BATCH, MAX_WAITING, this::readAll);

  private record Question<A>(Collection<UUID> ids, Promise<List<A>> answer) {}

  Reads(Store<A, ?> store) {
    this.store = store;
  }

  /** Those that exist, in no order; fails with {@link TryLater}. */
  Future<List<A>> read(Collection<UUID> ids) {
    Question<A> question = new Question<>(ids, Promise.promise());
    if (questions.offer(question)) return question.answer().future();
    return Future.failedFuture(new TryLater(MAX_WAITING + " reads wait already"));
  }

  private Future<?> readAll(List<Question<A>> together) {
    Set<UUID> ids = new LinkedHashSet<>();
    together.forEach(question -> ids.addAll(question.ids()));
    return store
        .read(ids)
        .onSuccess(found -> answer(together, found))
        .onFailure(e -> together.forEach(question -> question.answer().fail(e)));
  }

  private static <A> void answer(List<Question<A>> together, Map<UUID, Entry<A>> found) {
    for (Question<A> question : together) {
      List<A> states =
          question.ids().stream()
              .filter(found::containsKey)
              .map(id -> found.get(id).state())
              .toList();
      question.answer().complete(states);
    }
  }
}
