package bakery.node;

import bakery.node.shop.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line on the terminal that is written over; nothing where there is no terminal. */
final class ProgressLine implements Replay.Listener {
  private static final long EVERY_NANOS = 100_000_000;
  private static final String CLEAR = "\r\033[K";

  private final boolean terminal = isTerminal();
  private long next = System.nanoTime();

  @Override
  public synchronized void on(Replay.Progress progress) {
    if (!terminal || System.nanoTime() - next < 0) return;
    next = System.nanoTime() + EVERY_NANOS;
    System.err.printf(
        CLEAR + "%tR  %d of %d ordered, %d under way",
        progress.time(),
        progress.begun(),
        progress.orders(),
        progress.begun() - progress.ended());
  }

  void end() {
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
