package bakery.whole.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers who order croissants at a rate, and try again. */
final class Buyers {

  private static final String ORDER =
      """
      {"lines":[{"product":"croissant","quantity":2},{"product":"bread","quantity":1}],
       "fulfilment":{"method":"delivery","address":{"name":"Ada Baker","phone":"+44 131 496 0000",
         "street":"1 High Street","city":"Edinburgh","postalCode":"EH1 1YZ"}},
       "payment":{"method":"card","token":"tok_ok"}}
      """;

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  final AtomicInteger offered = new AtomicInteger();
  final AtomicInteger acknowledged = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();

  Buyers(URI url, int rate) {
    this.url = url.resolve("/v1/orders");
    clock.scheduleAtFixedRate(
        () -> Thread.ofVirtual().start(this::order),
        0,
        1_000_000_000L / rate,
        TimeUnit.NANOSECONDS);
  }

  private void order() {
    offered.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(ORDER))
            .build();
    for (int tries = 0; tries < 100; tries++) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 201) {
          acknowledged.incrementAndGet();
          return;
        }
      } catch (Exception again) {
        // the next try has the same key
      }
      failed.incrementAndGet();
      bakery.whole.chaos.world.Wait.pause(Duration.ofMillis(300));
    }
  }

  void stop() {
    clock.shutdownNow();
  }

  @Override
  public String toString() {
    return "%d offered, %d acknowledged, %d failed tries"
        .formatted(offered.get(), acknowledged.get(), failed.get());
  }
}
