package bakery.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an order's feed until its end; resumes where it was cut. */
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Follows an order live, one line of JSON a step.")
final class FollowCommand implements Callable<Integer> {
  private static final Set<String> FINAL = Set.of("COMPLETED", "DECLINED", "CANCELLED");
  private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([A-Z_]+)\"");
  private static final Pattern SEQ = Pattern.compile("\"seq\"\\s*:\\s*(\\d+)");
  private static final int PAUSE_MILLIS = 500;
  private static final int GIVE_UP_AFTER = 120;

  @Parameters(paramLabel = "ORDER", description = "the order's id")
  private UUID order;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      required = true,
      description = "the tracking token of the order, or one of staff")
  private String token;

  @Spec private CommandSpec spec;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private long after;

  @Override
  public Integer call() throws Exception {
    var settings = SettingOptions.read(spec);
    var feed =
        "http://"
            + settings.text("BAKERY_HTTP_HOST", "127.0.0.1")
            + ":"
            + settings.number("BAKERY_HTTP_PORT", 8080, 1, 65_535)
            + "/v1/orders/"
            + order
            + "/feed?after=";
    for (int failures = 0; failures < GIVE_UP_AFTER; failures++) {
      var before = after;
      try {
        if (follow(URI.create(feed + after))) return 0;
      } catch (IOException e) {
        System.err.println("the feed was cut (" + e.getMessage() + "), resuming after " + after);
      }
      if (after > before) failures = 0;
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new IllegalStateException("no gateway answers at " + feed);
  }

  /** True when the order has come to its end. */
  private boolean follow(URI feed) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(feed)
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
    try (var lines = response.body()) {
      if (response.statusCode() / 100 == 4) {
        throw new IllegalArgumentException(String.join("\n", lines.toList()));
      }
      if (response.statusCode() != 200) return false;
      return lines.filter(line -> line.startsWith("data:")).anyMatch(this::isLast);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isLast(String line) {
    var news = line.substring("data:".length()).strip();
    System.out.println(news);
    var seq = SEQ.matcher(news);
    if (seq.find()) after = Long.parseLong(seq.group(1));
    var status = STATUS.matcher(news);
    return status.find() && FINAL.contains(status.group(1));
  }
}
