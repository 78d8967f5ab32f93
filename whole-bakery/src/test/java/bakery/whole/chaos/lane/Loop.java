package bakery.whole.chaos.lane;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;

/** The one thread of all lanes, native where the machine allows. */
record Loop(EventLoopGroup group, boolean isNative) {

  static Loop start() {
    boolean isNative = Epoll.isAvailable();
    IoHandlerFactory how = isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new Loop(new MultiThreadIoEventLoopGroup(1, how), isNative);
  }

  EventExecutor executor() {
    return group.next();
  }

  Class<? extends ServerChannel> serverType() {
    return isNative ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends Channel> type() {
    return isNative ? EpollSocketChannel.class : NioSocketChannel.class;
  }
}
