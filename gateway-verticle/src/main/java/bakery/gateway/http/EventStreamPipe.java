package bakery.gateway.http;

import bakery.gateway.model.News;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** A follower's server-sent events. A client that resumes sends the last id by itself. */
final class EventStreamPipe implements Pipe {

  private static final int RETRY_MILLIS = 1_000;

  private final HttpServerResponse response;

  EventStreamPipe(HttpServerResponse response, Outlet outlet) {
    this.response = response;
    response.drainHandler(v -> outlet.flush());
    response.closeHandler(v -> outlet.closed());
    response.exceptionHandler(broken -> outlet.closed());
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .write("retry: " + RETRY_MILLIS + "\n\n");
  }

  @Override
  public boolean full() {
    return response.writeQueueFull();
  }

  @Override
  public void write(News news) {
    response.write("id: " + news.seq() + "\ndata: " + Answers.news(news).encode() + "\n\n");
  }

  @Override
  public void ping() {
    response.write(":\n\n");
  }

  @Override
  public boolean dead() {
    return response.closed();
  }

  @Override
  public void close(Ending ending, int lastSeq) {
    if (ending == Ending.SLOW) response.reset(); // what waits in front of it never leaves
    else response.end();
  }
}
