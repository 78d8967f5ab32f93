package bakery.platform.access;

import io.vertx.core.Future;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.util.Set;

/** Port: the keys by which tokens are judged. */
interface Keys {

  /** The algorithms (RFC 7518) of which a token may say that it was signed with; never "none". */
  Set<String> algorithms();

  /**
   * @param id of the key that the token names, or null
   * @return fails with {@link bakery.platform.TryLater} while it cannot be known who is who
   */
  Future<JWTAuth> judge(String id);
}
