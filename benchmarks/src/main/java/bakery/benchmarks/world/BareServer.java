package bakery.benchmarks.world;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * The least that can answer: Vert.x with one event loop, every answer the same so many bytes. In a
 * JVM of its own, started as nodes are.
 */
public final class BareServer implements AutoCloseable {
  private final Process process;
  private final int port;

  /**
   * @param bytes of an answer
   */
  public BareServer(int bytes) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(System.getProperty("bakery.node.flags", "").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BareServer.class.getName(), Integer.toString(bytes)));
    command.removeIf(word -> word.isBlank() || word.contains("SharedArchive"));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // it says its port, and nothing else ever
    port = new Scanner(process.getInputStream(), StandardCharsets.UTF_8).nextInt();
  }

  public static void main(String[] arguments) {
    var body = Buffer.buffer("x".repeat(Integer.parseInt(arguments[0])));
    Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true))
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
        .requestHandler(
            request -> request.response().putHeader("content-type", "application/json").end(body))
        .listen()
        .onSuccess(server -> System.out.println(server.actualPort()))
        .await();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
