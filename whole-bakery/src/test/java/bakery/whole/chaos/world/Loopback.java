package bakery.whole.chaos.world;

import java.util.List;

/** All places are the same machine; nothing can be cut. */
final class Loopback implements Network {

  private static final String HOST = "127.0.0.1";

  @Override
  public Place place(String name) {
    return new Place(name, HOST, List.of());
  }

  @Override
  public Place corner(String name) {
    return place(name);
  }

  @Override
  public boolean separate() {
    return false;
  }

  @Override
  public void cut(Place one, Place other) {
    throw new UnsupportedOperationException("loopback cannot be cut");
  }

  @Override
  public void cutFromAll(Place one) {
    throw new UnsupportedOperationException("loopback cannot be cut");
  }

  @Override
  public void join() {}
}
