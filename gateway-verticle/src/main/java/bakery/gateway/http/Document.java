package bakery.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/** Serves the OpenAPI document as it is written, and as JSON. */
final class Document {

  private static final String RESOURCE = "/bakery/gateway/openapi.yaml";

  private final Vertx vertx;
  private Future<Buffer> yaml;
  private Future<Buffer> json;

  Document(Vertx vertx) {
    this.vertx = vertx;
  }

  void yaml(RoutingContext ctx) {
    if (yaml == null) yaml = once(Document::load);
    send(ctx, yaml, "application/yaml");
  }

  void json(RoutingContext ctx) {
    if (json == null) json = once(Document::translate);
    send(ctx, json, "application/json");
  }

  private Future<Buffer> once(Callable<Buffer> work) {
    return vertx.executeBlocking(work);
  }

  private static void send(RoutingContext ctx, Future<Buffer> document, String type) {
    document
        .onSuccess(
            text -> {
              if (Reply.gone(ctx)) return;
              ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(text);
            })
        .onFailure(ctx::fail);
  }

  static Buffer load() throws IOException {
    try (InputStream in = Document.class.getResourceAsStream(RESOURCE)) {
      return Buffer.buffer(in.readAllBytes());
    }
  }

  static Buffer translate() throws IOException {
    return Buffer.buffer(
        new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(load().getBytes())));
  }
}
