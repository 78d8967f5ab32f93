package bakery.node.terminal;

/** Nobody who could answer is there; the message says who was looked for. */
public final class Unreachable extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public Unreachable(String message) {
    super(message);
  }
}
