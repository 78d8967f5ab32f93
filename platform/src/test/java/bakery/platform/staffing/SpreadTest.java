package bakery.platform.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void whoHasFewestGetsTheNext() {
    assertThat(numbers(Spread.more(4, posts(2, 2)))).isEqualTo("a=4 b=4");
    assertThat(numbers(Spread.more(4, posts(6, 0)))).isEqualTo("a=6 b=4");
    assertThat(numbers(Spread.more(4, posts(1, 1, 1)))).isEqualTo("a=3 b=2 c=2");
  }

  @Test
  void whoHasMostLosesTheNext() {
    assertThat(numbers(Spread.fewer(3, posts(4, 2)))).isEqualTo("a=2 b=1");
    assertThat(numbers(Spread.fewer(6, posts(4, 2)))).isEqualTo("a=0 b=0");
  }

  @Test
  void anEvenSpreadMovesNoMoreThanItMust() {
    assertThat(numbers(Spread.even(5, posts(2, 3)))).isEqualTo("a=2 b=3");
    assertThat(numbers(Spread.even(5, posts(0, 5, 0)))).isEqualTo("a=1 b=2 c=2");
    assertThat(numbers(Spread.even(7, List.of()))).isEmpty();
  }

  @Test
  void thereAreLimits() {
    assertThatThrownBy(() -> Spread.more(4, posts(999, 999))).hasMessageContaining("room for 2");
    assertThatThrownBy(() -> Spread.fewer(4, posts(1, 2))).hasMessageContaining("only 3");
  }

  private static List<Post> posts(int... numbers) {
    List<Post> posts = new ArrayList<>();
    for (int number : numbers) {
      posts.add(new Post("" + (char) ('a' + posts.size()), number, 1, Post.State.AT_WORK));
    }
    return posts;
  }

  private static String numbers(List<Post> posts) {
    return posts.stream()
        .map(post -> post.node() + "=" + post.number())
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
