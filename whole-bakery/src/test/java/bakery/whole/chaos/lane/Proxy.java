package bakery.whole.chaos.lane;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** A lane: passes on what comes to an address, and misbehaves on demand. All on its loop. */
final class Proxy {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int BACKLOG = 1_024;

  private final Loop loop;
  private final InetSocketAddress destination;
  private final Weather weather = new Weather();
  private final ChannelGroup open;

  Proxy(Loop loop, InetSocketAddress destination) {
    this.loop = loop;
    this.destination = destination;
    this.open = new DefaultChannelGroup(loop.executor());
  }

  ChannelFuture listen(InetSocketAddress entrance) {
    return new ServerBootstrap()
        .group(loop.group())
        .channel(loop.serverType())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childHandler(initializer(this::entered))
        .bind(entrance);
  }

  void delay(Duration each) {
    weather.delay(each);
  }

  void stall(Duration each) {
    weather.stall(each, System.nanoTime());
  }

  void mend() {
    weather.clear();
  }

  /** All connections end at once, with a reset at either end. */
  void reset() {
    open.forEach(channel -> channel.config().setOption(ChannelOption.SO_LINGER, 0));
    open.close();
  }

  private void entered(Channel from) {
    open.add(from);
    onward(from)
        .connect(destination)
        .addListener((ChannelFuture connected) -> connected(from, connected));
  }

  private void connected(Channel from, ChannelFuture connected) {
    Channel to = connected.channel();
    if (!connected.isSuccess() || !from.isActive()) {
      from.close();
      to.close();
      return;
    }
    open.add(to);
    from.pipeline().addLast(new Passage(weather, to));
    to.pipeline().addLast(new Passage(weather, from));
    from.config().setAutoRead(true);
    to.config().setAutoRead(true);
  }

  /** A dead machine is noticed as by those who stand before it without a lane. */
  private Bootstrap onward(Channel from) {
    Bootstrap onward =
        new Bootstrap()
            .group(from.eventLoop())
            .channel(loop.type())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, false)
            .handler(new ChannelInboundHandlerAdapter());
    return loop.isNative()
        ? onward.option(EpollChannelOption.TCP_USER_TIMEOUT, CONNECT_MILLIS)
        : onward;
  }

  private static ChannelHandler initializer(Consumer<Channel> then) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        then.accept(channel);
      }
    };
  }
}
