package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks things up by their keys: idle, at once; while one look is under way, those who come gather
 * and are looked up together, so that any number of them takes one connection. Nobody is answered
 * from a look that began before he came. Confined to one event loop.
 */
public final class Lookups<K, V> {

  static final int MAX_BATCH = 256;
  static final int MAX_WAITING = 16_384;

  private final Function<Set<K>, Future<Map<K, V>>> look;
  private final Batcher<Question<K, V>> questions =
      new Batcher<>(MAX_BATCH, MAX_WAITING, this::lookAll);

  private record Question<K, V>(Collection<K> keys, Promise<Map<K, V>> answer) {}

  /**
   * @param look finds those of the keys that exist
   */
  public Lookups(Function<Set<K>, Future<Map<K, V>>> look) {
    this.look = look;
  }

  /**
   * @return those of them that exist; fails as the look does, and with {@link TryLater} when too
   *     many wait
   */
  public Future<Map<K, V>> find(Collection<K> keys) {
    Question<K, V> question = new Question<>(keys, Promise.promise());
    if (questions.offer(question)) return question.answer().future();
    return Future.failedFuture(new TryLater(MAX_WAITING + " lookups wait already"));
  }

  private Future<?> lookAll(List<Question<K, V>> together) {
    Set<K> keys = new LinkedHashSet<>();
    together.forEach(question -> keys.addAll(question.keys()));
    return look.apply(keys)
        .compose(
            found -> {
              together.forEach(question -> answer(question, found));
              return Future.succeededFuture();
            },
            failure -> failed(together, failure));
  }

  /** What cannot be read fails for those who asked for it, and for nobody else. */
  private Future<?> failed(List<Question<K, V>> together, Throwable failure) {
    if (together.size() == 1 || Failures.pass(failure)) {
      together.forEach(question -> question.answer().fail(failure));
      return Future.succeededFuture();
    }
    int half = together.size() / 2;
    return lookAll(together.subList(0, half))
        .compose(done -> lookAll(together.subList(half, together.size())));
  }

  private static <K, V> void answer(Question<K, V> question, Map<K, V> found) {
    Map<K, V> mine = HashMap.newHashMap(question.keys().size());
    for (K key : question.keys()) {
      if (found.containsKey(key)) mine.put(key, found.get(key));
    }
    question.answer().complete(mine);
  }
}
