package bakery.node;

import bakery.node.shop.Replay;

/** How far a replay has come. */
final class ProgressLine implements Replay.Listener {
  private final StatusLine line = new StatusLine();

  @Override
  public void on(Replay.Progress progress) {
    line.show(
        () ->
            String.format(
                "%tR  %d of %d ordered, %d under way",
                progress.time(),
                progress.begun(),
                progress.orders(),
                progress.begun() - progress.ended()));
  }

  void end() {
    line.end();
  }
}
