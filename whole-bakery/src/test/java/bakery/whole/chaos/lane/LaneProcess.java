package bakery.whole.chaos.lane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * All lanes, in a process of their own: so they never stand still with whoever uses them. Told in
 * lines on standard input, each answered by a line on standard output, {@code ok} or what is wrong;
 * it ends when its input does.
 *
 * <pre>
 * open HOST:PORT TO-HOST:TO-PORT   listens, and passes on
 * delay HOST:PORT MILLIS           everything takes so much longer, each way
 * stall HOST:PORT MILLIS           again and again nothing passes for so long
 * reset HOST:PORT                  ends all connections
 * mend HOST:PORT                   no delay, no stalls
 * </pre>
 */
public final class LaneProcess {

  private static final int OPEN_SECONDS = 2;

  private final Loop loop = Loop.start();
  private final Map<String, Proxy> lanes = new HashMap<>();

  private LaneProcess() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // whoever logs, no answer is disturbed
    LaneProcess process = new LaneProcess();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answers.println(process.obey(line.split(" ")));
    }
    Runtime.getRuntime().halt(0); // nobody is left who could be told anything
  }

  private String obey(String[] words) {
    try {
      if (words[0].equals("open")) open(words);
      else loop.executor().submit(() -> change(words)).get();
      return "ok";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (Exception e) {
      return String.join(" ", words) + ": " + e;
    }
  }

  private void open(String[] words) throws Exception {
    Proxy lane = new Proxy(loop, address(words[2]));
    lane.listen(address(words[1])).get(OPEN_SECONDS, TimeUnit.SECONDS);
    lanes.put(words[1], lane);
  }

  private void change(String[] words) {
    Proxy lane = lanes.get(words[1]);
    if (lane == null) throw new IllegalArgumentException("no such lane");
    switch (words[0]) {
      case "delay" -> lane.delay(millis(words[2]));
      case "stall" -> lane.stall(millis(words[2]));
      case "reset" -> lane.reset();
      case "mend" -> lane.mend();
      default -> throw new IllegalArgumentException("no such command");
    }
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }
}
