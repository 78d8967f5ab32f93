package bakery.node.shop;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The lines of an endless answer, asked for one by one. Java's own stream of lines would wait for
 * ever for a gateway that stands still.
 */
final class Lines implements AutoCloseable {
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private volatile int status;
  private volatile Flow.Subscription subscription;
  private CompletableFuture<HttpResponse<Void>> response;

  private sealed interface Arrival {}

  private record Line(String text) implements Arrival {}

  /** No more lines. */
  private record End(Throwable failure) implements Arrival {}

  BodyHandler<Void> handler() {
    return head -> {
      status = head.statusCode();
      return BodySubscribers.fromLineSubscriber(new Subscriber());
    };
  }

  void attach(CompletableFuture<HttpResponse<Void>> sent) {
    response = sent;
    // a failure before there was a head has nobody else to tell it; success overtakes the last
    // lines, which the subscriber puts in order
    sent.exceptionally(
        failure -> {
          arrivals.add(new End(failure));
          return null;
        });
  }

  /** Known once {@link #next} has returned. */
  int status() {
    return status;
  }

  /**
   * The next line, or null at the end.
   *
   * @throws IOException when the answer was cut, or nothing came for so long
   */
  String next(Duration silence) throws IOException, InterruptedException {
    var arrival = arrivals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
    return switch (arrival) {
      case null -> throw new IOException("silent for " + silence.toSeconds() + " s");
      case Line line -> {
        subscription.request(1);
        yield line.text();
      }
      case End end -> {
        if (end.failure() != null) throw new IOException(end.failure());
        yield null;
      }
    };
  }

  @Override
  public void close() {
    response.cancel(true);
  }

  private final class Subscriber implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(String line) {
      arrivals.add(new Line(line));
    }

    @Override
    public void onError(Throwable failure) {
      arrivals.add(new End(failure));
    }

    @Override
    public void onComplete() {
      arrivals.add(new End(null));
    }
  }
}
