package bakery.whole.chaos.lane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: what comes in here goes out there, in order. In fine weather the
 * very buffer that was read is written; else buffers are held until they may pass.
 */
final class Passage extends ChannelInboundHandlerAdapter {

  /** As much as a long way has under way; the rest waits in the socket. */
  private static final int HELD_MAX_BYTES = 128 << 10;

  private final Weather weather;
  private final Channel to;
  private final Deque<Held> held = new ArrayDeque<>();
  private int heldBytes;
  private boolean ended;

  private record Held(ByteBuf bytes, long passes) {}

  Passage(Weather weather, Channel to) {
    this.weather = weather;
    this.to = to;
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (held.isEmpty() && weather.isFine()) to.write(bytes);
    else hold(from, bytes);
    if (isFull()) from.channel().config().setAutoRead(false);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext from) {
    to.flush();
  }

  private void hold(ChannelHandlerContext from, ByteBuf bytes) {
    long passes = weather.passes(System.nanoTime());
    // nothing may overtake, also when the weather has become better
    if (!held.isEmpty()) passes = Math.max(passes, held.getLast().passes());
    held.add(new Held(bytes, passes));
    heldBytes += bytes.readableBytes();
    if (held.size() == 1) passLater(from);
  }

  private void passLater(ChannelHandlerContext from) {
    long wait = held.getFirst().passes() - System.nanoTime();
    from.executor().schedule(() -> passHeld(from), Math.max(0, wait), TimeUnit.NANOSECONDS);
  }

  private void passHeld(ChannelHandlerContext from) {
    long now = System.nanoTime();
    while (!held.isEmpty() && held.getFirst().passes() <= now) {
      ByteBuf bytes = held.removeFirst().bytes();
      heldBytes -= bytes.readableBytes();
      to.write(bytes);
    }
    to.flush();
    if (!held.isEmpty()) passLater(from);
    else if (ended) close();
    if (!isFull()) from.channel().config().setAutoRead(true);
  }

  private boolean isFull() {
    return heldBytes > HELD_MAX_BYTES || !to.isWritable();
  }

  /** This end takes bytes again, or takes no more for now: so the other is read, or is not. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext from) {
    if (from.channel().isWritable()) to.config().setAutoRead(true);
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    ended = true;
    if (held.isEmpty()) close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable broken) {
    from.close();
  }

  /** After all that was written. */
  private void close() {
    to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
