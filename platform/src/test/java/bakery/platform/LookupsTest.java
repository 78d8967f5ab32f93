package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookupsTest {

  private final List<Set<String>> looks = new ArrayList<>();
  private final List<Promise<Map<String, Integer>>> answers = new ArrayList<>();
  private final Lookups<String, Integer> lookups =
      new Lookups<>(
          keys -> {
            looks.add(keys);
            answers.add(Promise.promise());
            return answers.getLast().future();
          });

  @Test
  void thoseWhoComeWhileSomebodyLooksAreLookedUpTogetherAndAfresh() {
    Future<Map<String, Integer>> first = lookups.find(Set.of("bread"));
    Future<Map<String, Integer>> second = lookups.find(Set.of("bread", "pizza"));
    Future<Map<String, Integer>> third = lookups.find(Set.of("stollen"));
    assertThat(looks).containsExactly(Set.of("bread"));

    answers.getFirst().complete(Map.of("bread", 1));
    assertThat(looks).hasSize(2).last().isEqualTo(Set.of("bread", "pizza", "stollen"));
    answers.getLast().complete(Map.of("bread", 2, "pizza", 7));

    assertThat(first.result()).containsOnly(Map.entry("bread", 1));
    assertThat(second.result()).containsOnly(Map.entry("bread", 2), Map.entry("pizza", 7));
    assertThat(third.result()).isEmpty();
  }

  @Test
  void aLookThatFailsFailsOnlyForThoseWhoWaitedForIt() {
    Future<Map<String, Integer>> first = lookups.find(Set.of("bread"));
    Future<Map<String, Integer>> second = lookups.find(Set.of("pizza"));

    answers.getFirst().fail("the database is away");
    answers.getLast().complete(Map.of("pizza", 7));

    assertThat(first.cause()).hasMessage("the database is away");
    assertThat(second.result()).containsOnly(Map.entry("pizza", 7));
  }

  @Test
  void whatCannotBeReadFailsForNobodyElse() {
    lookups.find(Set.of("bread"));
    Future<Map<String, Integer>> unreadable = lookups.find(Set.of("poison"));
    Future<Map<String, Integer>> other = lookups.find(Set.of("pizza"));
    answers.getFirst().complete(Map.of());

    answers.get(1).fail(new IllegalStateException("unreadable"));
    answers.get(2).fail(new IllegalStateException("unreadable"));
    answers.get(3).complete(Map.of("pizza", 7));

    assertThat(unreadable.cause()).hasMessage("unreadable");
    assertThat(other.result()).containsOnly(Map.entry("pizza", 7));
  }

  @Test
  void whenTooManyWaitTheNextIsToldToTryLater() {
    for (int i = 0; i <= Lookups.MAX_WAITING; i++) lookups.find(Set.of("bread"));

    assertThat(lookups.find(Set.of("bread")).cause()).isInstanceOf(TryLater.class);
  }
}
