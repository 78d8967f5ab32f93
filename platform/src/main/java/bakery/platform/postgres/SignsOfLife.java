package bakery.platform.postgres;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the kernel ask the server's machine for a sign of life while an answer is waited for. What
 * was sent is acknowledged by then, so a machine that vanishes leaves nothing by which its loss
 * would be seen, and whoever waited for a COMMIT would wait for as long as a statement may take,
 * three times over. How soon one asks cannot be said to Vert.x 5.0 (vert.x #5163).
 */
final class SignsOfLife {

  /** Of silence until one is asked for, and between two; for how long, says TCP_USER_TIMEOUT. */
  static final int SECONDS = 1;

  /** With the native transport and without: each takes its own. */
  static final List<ChannelOption<Integer>> OPTIONS =
      List.of(
          EpollChannelOption.TCP_KEEPIDLE,
          EpollChannelOption.TCP_KEEPINTVL,
          NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
          NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL));

  private SignsOfLife() {}

  /** Of a connection as the driver makes it, not of one out of a pool. */
  static void askFor(SqlConnection connection) {
    for (ChannelOption<Integer> option : OPTIONS) {
      channel(connection).config().setOption(option, SECONDS);
    }
  }

  static Channel channel(SqlConnection connection) {
    var inner = (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap();
    return inner.socket().channelHandlerContext().channel();
  }
}
