package bakery.benchmarks.load;

import io.netty.util.AsciiString;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Ask for the same again and again, so many at once. */
public final class Readers implements AutoCloseable {
  private static final CharSequence AUTHORISATION = new AsciiString("authorization");
  private static final int OK = 200;
  private static final int SILENCE_SECONDS = 30;
  private static final int DIGITS = 3;
  private static final int NANOS_PER_MICRO = 1_000;

  private final HttpClient http;
  private final URI url;
  private final String token;
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicReference<Histogram> micros =
      new AtomicReference<>(new ConcurrentHistogram(DIGITS));
  private volatile int bytes;
  private volatile boolean stopped;

  /**
   * @param token shown to whom is asked
   */
  public Readers(Vertx vertx, URI url, String token, int atOnce) {
    this.url = url;
    this.token = "Bearer " + token;
    http =
        vertx.createHttpClient(
            new HttpClientOptions().setIdleTimeout(SILENCE_SECONDS),
            new PoolOptions().setHttp1MaxSize(atOnce));
    vertx.runOnContext(
        v -> {
          for (int nth = 0; nth < atOnce; nth++) ask();
        });
  }

  private void ask() {
    if (stopped) return;
    var began = System.nanoTime();
    http.request(HttpMethod.GET, url.getPort(), url.getHost(), url.getPath())
        .compose(request -> request.putHeader(AUTHORISATION, token).send())
        .expecting(response -> response.statusCode() == OK)
        .compose(response -> response.body())
        .onComplete(body -> hear(body, began));
  }

  private void hear(AsyncResult<Buffer> body, long began) {
    if (body.succeeded()) {
      bytes = body.result().length();
      micros.get().recordValue((System.nanoTime() - began) / NANOS_PER_MICRO);
    } else {
      failed.incrementAndGet();
    }
    ask();
  }

  /** Microseconds of the answers since the last time. */
  public Histogram micros() {
    return micros.getAndSet(new ConcurrentHistogram(DIGITS));
  }

  public int failed() {
    return failed.get();
  }

  /** Of an answer. */
  public int bytes() {
    return bytes;
  }

  @Override
  public void close() {
    stopped = true;
    http.close();
  }
}
