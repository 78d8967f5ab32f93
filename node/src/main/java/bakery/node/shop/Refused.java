package bakery.node.shop;

/** What the bakery refused for good: asking again would change nothing. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refused(int status, String problem) {
    super(status + " " + problem.strip());
  }
}
