package bakery.node;

import bakery.node.terminal.Terminal;
import java.util.function.Supplier;

/** One line on the terminal that is written over; nothing where there is no terminal. */
public final class StatusLine {
  private static final long EVERY_NANOS = 100_000_000;
  private static final String CLEAR = "\r\033[K";

  private final boolean terminal = Terminal.isStandardError();
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
}
