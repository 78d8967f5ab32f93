package bakery.whole.chaos.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.whole.Jvm;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real process of the lanes, with a server behind them that says everything again. */
@Timeout(60)
class LanesTest {

  private static final Place HERE = new Place("here", "127.0.0.1", List.of());
  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final int SILENCE_MILLIS = 20_000;

  @TempDir Path folder;
  private ServerSocket echo;
  private Lanes lanes;
  private Lane lane;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0);
    Thread.ofVirtual().start(this::serve);
    lanes = new Lanes(folder);
    lane = lanes.open(HERE, Jvm.freePort(), HERE.host(), echo.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    lanes.close();
    echo.close();
  }

  @Test
  void all_bytes_pass_in_order_whatever_the_weather() throws Exception {
    byte[] all = new byte[4 << 20];
    new Random(1).nextBytes(all);
    try (Socket socket = connect()) {
      CompletableFuture<Void> said = CompletableFuture.runAsync(() -> say(socket, all));
      InputStream back = socket.getInputStream();

      byte[] first = back.readNBytes(1 << 20);
      lane.delay(Duration.ofMillis(3));
      byte[] second = back.readNBytes(1 << 20);
      lane.stall(Duration.ofMillis(50));
      byte[] third = back.readNBytes(1 << 20);
      lane.mend();
      byte[] rest = back.readNBytes(1 << 20);

      said.join();
      assertThat(Arrays.mismatch(concat(first, second, third, rest), all))
          .as("the first byte that differs")
          .isEqualTo(-1);
    }
  }

  @Test
  void what_is_delayed_takes_so_much_longer_each_way() throws Exception {
    try (Socket socket = connect()) {
      roundTrip(socket);

      lane.delay(Duration.ofMillis(150));

      assertThat(roundTrip(socket)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  @Test
  void nothing_passes_in_a_stall_and_everything_after_it() throws Exception {
    try (Socket socket = connect()) {
      roundTrip(socket);

      lane.stall(Duration.ofMillis(700)); // one after the other: there for one, back for the next

      assertThat(roundTrip(socket)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }
  }

  @Test
  void a_reset_ends_the_connections_that_are_and_lets_new_ones_in() throws Exception {
    try (Socket socket = connect()) {
      roundTrip(socket);

      lane.reset();

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    try (Socket next = connect()) {
      roundTrip(next);
    }
  }

  @Test
  void an_end_behind_a_long_way_comes_after_what_was_said_before() throws Exception {
    lane.delay(Duration.ofMillis(50));
    try (Socket socket = connect()) {
      say(socket, "bye".getBytes(StandardCharsets.UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("bye");
    }
  }

  @Test
  void what_cannot_be_done_is_said() {
    assertThatThrownBy(() -> lanes.open(HERE, lane.port(), HERE.host(), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(HERE.host() + ":" + lane.port());
    assertThatThrownBy(() -> lanes.say("mend", "nobody"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no such lane");
  }

  @Test
  void lanes_end_with_their_parent_however_it_ends() throws Exception {
    Process parent = new ProcessBuilder(Lanes.java(Parent.class, folder.toString())).start();
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
    try {
      parent.destroyForcibly();

      Wait.until("the lanes end", END_LIMIT, () -> !child.isAlive());
    } finally {
      child.destroyForcibly();
    }
  }

  /** Opens a lane, says the number of its process, and stays. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      Lanes lanes = new Lanes(Path.of(arguments[0]));
      lanes.open(HERE, Jvm.freePort(), HERE.host(), 1);
      System.out.println(lanes.pid());
      Thread.currentThread().join();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(HERE.host(), lane.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SILENCE_MILLIS);
    return socket;
  }

  private static Duration roundTrip(Socket socket) throws IOException {
    long begin = System.nanoTime();
    say(socket, new byte[] {7});
    assertThat(socket.getInputStream().read()).isEqualTo(7);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static void say(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket guest = echo.accept();
        Thread.ofVirtual().start(() -> sayAgain(guest));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Until it hears the word with which both part. */
  private static void sayAgain(Socket guest) {
    try (guest) {
      byte[] bytes = new byte[8_192];
      for (int n = guest.getInputStream().read(bytes); n > 0; ) {
        guest.getOutputStream().write(bytes, 0, n);
        if (new String(bytes, 0, n, StandardCharsets.ISO_8859_1).equals("bye")) return;
        n = guest.getInputStream().read(bytes);
      }
    } catch (IOException reset) {
      return;
    }
  }

  private static byte[] concat(byte[]... parts) {
    return Unpooled.wrappedBuffer(parts).copy().array();
  }
}
