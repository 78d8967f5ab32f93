package bakery.benchmarks;

import picocli.CommandLine.Option;

/** How many orders a load keeps under way. */
final class UnderWay {
  static final int MAX = 4_096;

  @Option(
      names = "--in-flight",
      defaultValue = "256",
      description = "orders under way (${DEFAULT-VALUE})")
  int orders;

  void check() {
    Setup.within("--in-flight", orders, 1, MAX);
  }
}
