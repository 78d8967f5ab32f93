package bakery.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** One line on the terminal that is written over; nothing where there is no terminal. */
public final class StatusLine {
  private static final long EVERY_NANOS = 100_000_000;
  private static final String CLEAR = "\r\033[K";

  private final boolean terminal = isTerminal();
  private long next = System.nanoTime();

  /** Not more often than can be read. */
  public synchronized void show(Supplier<String> text) {
    if (!terminal || System.nanoTime() - next < 0) return;
    next = System.nanoTime() + EVERY_NANOS;
    System.err.print(CLEAR + text.get());
  }

  public void end() {
    if (terminal) System.err.print(CLEAR);
  }

  /** Java's own answer depends on its version. */
  private static boolean isTerminal() {
    try {
      var stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
