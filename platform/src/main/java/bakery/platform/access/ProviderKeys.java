package bakery.platform.access;

import bakery.platform.TryLater;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an OpenID provider shows (RFC 7517). They are asked for again when they have become
 * old, and soon when a token names one that is not known; for a while the old ones still serve when
 * the provider does not answer. Without any it is told to come later: nobody is let in unseen.
 */
final class ProviderKeys implements Keys {

  static final int BYTES_MAX = 262_144;
  static final int FETCH_MILLIS = 2_000;
  static final long FRESH_MILLIS = 300_000;
  static final long GOOD_MILLIS = 3_600_000;
  static final long PAUSE_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);

  private final Vertx vertx;
  private final URI uri;
  private final AccessSettings settings;
  private final LongSupplier millis;
  private final HttpClient client;
  private Known known;
  private Future<Void> fetching;
  private long triedAt;

  /** What the provider showed, and when. */
  private record Known(JWTAuth judge, Set<String> ids, long since) {}

  ProviderKeys(Vertx vertx, URI uri, AccessSettings settings) {
    this(vertx, uri, settings, () -> System.nanoTime() / 1_000_000);
  }

  ProviderKeys(Vertx vertx, URI uri, AccessSettings settings, LongSupplier millis) {
    this.vertx = vertx;
    this.uri = uri;
    this.settings = settings;
    this.millis = millis;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(FETCH_MILLIS),
            new PoolOptions().setHttp1MaxSize(1).setMaxWaitQueueSize(1));
    fetch(); // so that the first token need not wait
  }

  @Override
  public Set<String> algorithms() {
    return PublicJwks.ALGORITHMS;
  }

  @Override
  public synchronized Future<JWTAuth> judge(String id) {
    long age = known == null ? Long.MAX_VALUE : millis.getAsLong() - known.since;
    boolean serves = age < GOOD_MILLIS && (id == null || known.ids.contains(id));
    if (serves && age < FRESH_MILLIS) return Future.succeededFuture(known.judge);
    Future<Void> asked = fetch();
    if (serves) return Future.succeededFuture(known.judge);
    return asked
        .map(done -> known().judge)
        .recover(
            e -> Future.failedFuture(new TryLater("the keys of the provider cannot be had", e)));
  }

  private synchronized Known known() {
    return known;
  }

  /**
   * Once at a time and not all the time, whatever tokens say; in between, as the last one ended.
   */
  private synchronized Future<Void> fetch() {
    long now = millis.getAsLong();
    if (fetching != null && (!fetching.isComplete() || now - triedAt < PAUSE_MILLIS)) {
      return fetching;
    }
    triedAt = now;
    fetching =
        client
            .request(new RequestOptions().setAbsoluteURI(uri.toString()).setTimeout(FETCH_MILLIS))
            .compose(this::read)
            .map(body -> learn(new JsonObject(body)))
            .timeout(FETCH_MILLIS, TimeUnit.MILLISECONDS)
            .onFailure(e -> LOG.warn("the keys at {} cannot be had: {}", uri, e.toString()));
    return fetching;
  }

  private Future<Buffer> read(HttpClientRequest request) {
    Promise<Buffer> body = Promise.promise();
    vertx.setTimer(
        FETCH_MILLIS, late -> body.tryFail("no whole answer in " + FETCH_MILLIS + " ms"));
    request.send().onFailure(body::tryFail).onSuccess(response -> read(response, body));
    return body.future().onFailure(e -> request.reset());
  }

  private static void read(HttpClientResponse response, Promise<Buffer> body) {
    Buffer all = Buffer.buffer();
    if (response.statusCode() != 200) body.tryFail("status " + response.statusCode());
    response.exceptionHandler(body::tryFail);
    response.handler(
        chunk -> {
          if (all.length() + chunk.length() <= BYTES_MAX) all.appendBuffer(chunk);
          else body.tryFail("more than " + BYTES_MAX + " bytes");
        });
    response.endHandler(end -> body.tryComplete(all));
  }

  private synchronized Void learn(JsonObject shown) {
    List<JsonObject> keys = PublicJwks.of(shown);
    if (keys.isEmpty()) throw new IllegalStateException("no key for signatures is among them");
    Set<String> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.getString("kid", "")));
    known =
        new Known(JWTAuth.create(vertx, settings.judging().setJwks(keys)), ids, millis.getAsLong());
    return null;
  }
}
