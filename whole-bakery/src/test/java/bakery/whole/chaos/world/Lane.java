package bakery.whole.chaos.world;

import java.time.Duration;

/**
 * A way for TCP connections that can become slow, lossy, or cut them all. It runs with all {@link
 * Lanes}, in their process.
 */
public final class Lane {

  private final Lanes lanes;
  private final Place place;
  private final int port;

  Lane(Lanes lanes, Place place, int port) {
    this.lanes = lanes;
    this.place = place;
    this.port = port;
  }

  public Place place() {
    return place;
  }

  int port() {
    return port;
  }

  /** Everything takes so much longer, each way. */
  public void delay(Duration each) {
    lanes.say("delay", name(), Long.toString(each.toMillis()));
  }

  /** Again and again nothing passes for so long, as when packets are lost and sent once more. */
  public void stall(Duration each) {
    lanes.say("stall", name(), Long.toString(each.toMillis()));
  }

  /** All connections end at once, with a reset. */
  public void reset() {
    lanes.say("reset", name());
  }

  /** As good as new. */
  public void mend() {
    lanes.say("mend", name());
  }

  /** As its process knows it. */
  private String name() {
    return place.host() + ":" + port;
  }
}
