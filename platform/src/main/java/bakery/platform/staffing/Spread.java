package bakery.platform.staffing;

import bakery.platform.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Spreads workers over nodes. Every method takes the nodes that count and gives them back. */
final class Spread {

  private static final Comparator<Post> FEWEST_FIRST =
      Comparator.comparingInt(Post::number).thenComparing(Post::node);

  private Spread() {}

  /**
   * One after the other to whoever has fewest.
   *
   * @throws IllegalArgumentException when they would be more than nodes may have
   */
  static List<Post> more(int workers, List<Post> posts) {
    long room = posts.stream().mapToLong(post -> Wanted.MOST - post.number()).sum();
    if (workers > room) {
      throw new IllegalArgumentException(
          "a node has at most " + Wanted.MOST + " workers of a role: there is room for " + room);
    }
    return step(workers, 1, FEWEST_FIRST, posts);
  }

  /**
   * One after the other from whoever has most.
   *
   * @throws IllegalArgumentException when there are not so many
   */
  static List<Post> fewer(int workers, List<Post> posts) {
    int there = total(posts);
    if (workers > there) {
      throw new IllegalArgumentException("there are only " + there);
    }
    return step(workers, -1, FEWEST_FIRST.reversed(), posts);
  }

  /** So many in all; who has most keeps what does not divide. */
  static List<Post> even(int workers, List<Post> posts) {
    if (posts.isEmpty()) return posts;
    List<Post> sorted = posts.stream().sorted(FEWEST_FIRST.reversed()).toList();
    int each = workers / sorted.size();
    int rest = workers % sorted.size();
    List<Post> spread = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      spread.add(sorted.get(i).with(Math.min(Wanted.MOST, each + (i < rest ? 1 : 0))));
    }
    return spread;
  }

  static int total(List<Post> posts) {
    return posts.stream().mapToInt(Post::number).sum();
  }

  private static List<Post> step(int times, int by, Comparator<Post> next, List<Post> posts) {
    List<Post> spread = new ArrayList<>(posts);
    for (int i = 0; i < times; i++) {
      Post post = spread.stream().min(next).orElseThrow();
      spread.set(spread.indexOf(post), post.with(post.number() + by));
    }
    return spread;
  }
}
