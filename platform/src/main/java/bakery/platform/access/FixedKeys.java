package bakery.platform.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that were configured: they are there, and stay. */
final class FixedKeys implements Keys {

  private final Set<String> algorithms;
  private final Future<JWTAuth> judge;

  FixedKeys(Vertx vertx, List<PubSecKeyOptions> keys, JWTAuthOptions judging) {
    algorithms =
        keys.stream().map(PubSecKeyOptions::getAlgorithm).collect(Collectors.toUnmodifiableSet());
    keys.forEach(judging::addPubSecKey);
    judge = Future.succeededFuture(JWTAuth.create(vertx, judging));
  }

  static PubSecKeyOptions secret(String secret) {
    return new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret);
  }

  @Override
  public Set<String> algorithms() {
    return algorithms;
  }

  @Override
  public Future<JWTAuth> judge(String id) {
    return judge;
  }
}
