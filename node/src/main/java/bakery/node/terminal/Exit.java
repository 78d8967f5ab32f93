package bakery.node.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command's exit code says; the same for all of them. */
public final class Exit {
  public static final int OK = 0;

  /** It was refused, or did not come to a good end. */
  public static final int FAILED = 1;

  /** It was called in a way that cannot be meant. */
  public static final int USAGE = 2;

  /** Nobody who could have answered was there. */
  public static final int UNREACHABLE = 3;

  /** The answer to a question is no: not safe to stop, not well. */
  public static final int NO = 4;

  private Exit() {}

  /** Code → meaning, for {@code --help}. */
  public static Map<String, String> meanings() {
    var all = new LinkedHashMap<String, String>();
    all.put(" " + OK, "done");
    all.put(" " + FAILED, "refused, or it failed");
    all.put(" " + USAGE, "called wrongly");
    all.put(" " + UNREACHABLE, "nothing is reachable");
    all.put(" " + NO, "\"no\" is the answer to what was asked");
    return all;
  }
}
