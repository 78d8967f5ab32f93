package bakery.node;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of this JVM's threads are in the middle of something, for a log. */
final class StuckThreads {
  private static final int MOST_THREADS = 16;
  private static final int MOST_FRAMES = 24;

  private StuckThreads() {}

  static String describe() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> isOurs(each.getKey()) && isAtWork(each.getValue()))
        .limit(MOST_THREADS)
        .map(StuckThreads::describe)
        .collect(Collectors.joining("\n"));
  }

  /** Hazelcast's own are many, and wait for what comes. */
  private static boolean isOurs(Thread thread) {
    return thread != Thread.currentThread() && !thread.getName().startsWith("hz.");
  }

  private static boolean isAtWork(StackTraceElement[] frames) {
    return Stream.of(frames)
        .map(StackTraceElement::getClassName)
        .anyMatch(name -> name.startsWith("bakery.") || name.startsWith("com.hazelcast."));
  }

  private static String describe(Map.Entry<Thread, StackTraceElement[]> thread) {
    return Stream.of(thread.getValue())
        .limit(MOST_FRAMES)
        .map(frame -> "    " + frame)
        .collect(
            Collectors.joining(
                "\n", thread.getKey().getName() + " " + thread.getKey().getState() + "\n", ""));
  }
}
