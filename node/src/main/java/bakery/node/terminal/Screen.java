package bakery.node.terminal;

import java.io.PrintWriter;

/**
 * Pages that are written over one another where there is a terminal, and one after the other, with
 * an empty line between, where there is none.
 */
public final class Screen implements AutoCloseable {
  private static final String OTHER_SCREEN = "\033[?1049h\033[?25l\033[?7l";
  private static final String BACK_AGAIN = "\033[?7h\033[?25h\033[?1049l";
  private static final String TO_THE_TOP = "\033[H";
  private static final String REST_OF_LINE = "\033[K";
  private static final String REST_OF_SCREEN = "\033[J";

  private final PrintWriter out;
  private final boolean terminal;
  private final Thread atExit = new Thread(this::leave);
  private boolean first = true;

  public Screen(PrintWriter out) {
    this(out, Terminal.isStandardOutput());
  }

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public void show(String page) {
    if (terminal) {
      if (first) enter();
      // without a break at the end, which would move a full screen
      out.print(TO_THE_TOP + page.replace("\n", REST_OF_LINE + "\n") + REST_OF_LINE);
      out.print(REST_OF_SCREEN);
    } else {
      if (!first) out.println();
      out.println(page);
    }
    out.flush();
    first = false;
  }

  /** Ctrl-C ends most of these; the terminal is to be as it was. */
  private void enter() {
    Runtime.getRuntime().addShutdownHook(atExit);
    out.print(OTHER_SCREEN);
  }

  private void leave() {
    out.print(BACK_AGAIN);
    out.flush();
  }

  @Override
  public void close() {
    if (!terminal || first) return;
    Runtime.getRuntime().removeShutdownHook(atExit);
    leave();
  }
}
