package bakery.benchmarks;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Report;
import bakery.node.StatusLine;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the hot parts of a node take, each for itself. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures with JMH, without a bakery: a letter on the bus and in the outbox, a step of an"
          + " order's saga, the JSON of its history. Each in a JVM of its own, with the options that"
          + " nodes are started with.",
      "The error is half of the interval of 99.9 %%. With the defaults it takes about a minute."
    })
final class MicroCommand implements Callable<Integer> {
  private static final int ITERATION_MILLIS = 200;
  private static final int ITERATIONS_A_SECOND = 1_000 / ITERATION_MILLIS;
  private static final int SECONDS_MAX = 3_600;
  private static final String BYTES_ALLOCATED = "gc.alloc.rate.norm";

  private static final String HEAD = "what                   |    ns/op |   error | bytes/op";
  private static final String ROW = "%-22s | %8.1f | %7.1f | %8.0f";

  /** Made for the jar's class path, which is not that of a benchmark. */
  private static final List<String> ARCHIVES = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "how long each is measured in each JVM (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "<seconds>",
      defaultValue = "3",
      description = "how long each runs before it is measured (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--forks",
      defaultValue = "1",
      description = "JVMs for each, one after another (${DEFAULT-VALUE})")
  private int forks;

  @Override
  public Integer call() throws Exception {
    Setup.within("--seconds", seconds, 1, SECONDS_MAX);
    Setup.within("--warm-up", warmUp, 1, SECONDS_MAX);
    Setup.within("--forks", forks, 1, 100);
    var report = Setup.report("micro", Setup.machine()).say(HEAD);
    var line = new StatusLine();
    for (var name : names()) {
      line.show(() -> name + ": " + forks * (warmUp + seconds) + " s");
      var result = run(name);
      line.end();
      tell(report, name, result);
    }
    return report.close();
  }

  private static List<String> names() {
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
        .map(BenchmarkListEntry::getUsername)
        .toList();
  }

  private RunResult run(String name) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(name) + "$")
            .mode(Mode.AverageTime)
            .timeUnit(NANOSECONDS)
            .forks(forks)
            .warmupIterations(warmUp * ITERATIONS_A_SECOND)
            .measurementIterations(seconds * ITERATIONS_A_SECOND)
            .warmupTime(new TimeValue(ITERATION_MILLIS, MILLISECONDS))
            .measurementTime(new TimeValue(ITERATION_MILLIS, MILLISECONDS))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .jvmArgs(nodeFlags())
            .build();
    return new Runner(options).runSingle();
  }

  private static String[] nodeFlags() {
    return Stream.of(System.getProperty("bakery.node.flags", "").split(" "))
        .filter(flag -> !flag.isBlank() && ARCHIVES.stream().noneMatch(flag::startsWith))
        .toArray(String[]::new);
  }

  private static void tell(Report report, String name, RunResult result) {
    var nanos = result.getPrimaryResult();
    var bytes = result.getSecondaryResults().get(BYTES_ALLOCATED);
    report
        .say(
            ROW.formatted(
                shortened(name), nanos.getScore(), nanos.getScoreError(), bytes.getScore()))
        .run(
            new JsonObject()
                .put("benchmark", name)
                .put("nanosPerOp", Json.rounded(nanos.getScore()))
                .put("nanosError", Json.rounded(nanos.getScoreError()))
                .put("bytesPerOp", Json.rounded(bytes.getScore())));
  }

  /** {@code bakery.x.LettersBenchmark.read}: {@code Letters.read}. */
  private static String shortened(String name) {
    return name.replaceAll("^.*\\.(\\w+)Benchmark\\.", "$1.");
  }
}
