package bakery.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A bare connection to a gateway, for what no decent client does. */
record Line(Socket socket) implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  static Line to(int port) {
    try {
      Socket socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return new Line(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Line asks(String request) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the answer that comes next. */
  int status() {
    try {
      InputStream in = socket.getInputStream();
      String start = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
      return Integer.parseInt(start.substring("HTTP/1.1 ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the other side says until it closes. */
  String toItsEnd() {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
