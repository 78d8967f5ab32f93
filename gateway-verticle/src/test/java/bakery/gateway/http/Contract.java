package bakery.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The OpenAPI document as a judge of requests and answers. */
final class Contract {

  private static final String JSON = "application/json";

  private final OpenAPIContract contract;
  private final RequestValidator requests;
  private final ResponseValidator responses;

  Contract(Vertx vertx) {
    contract = OpenAPIContract.from(vertx, forTheValidator(document())).await();
    requests = RequestValidator.create(vertx, contract);
    responses = ResponseValidator.create(vertx, contract);
  }

  static JsonObject document() {
    try {
      return new JsonObject(Document.translate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean acceptsOrder(String body) {
    Map<String, RequestParameter> headers =
        Map.of("Idempotency-Key", new RequestParameterImpl("k".repeat(22)));
    return requests
        .validate(
            new ValidatableRequestImpl(
                Map.of(),
                headers,
                Map.of(),
                Map.of(),
                new RequestParameterImpl(Buffer.buffer(body)),
                JSON),
            "placeOrder")
        .map(valid -> true)
        .otherwise(false)
        .await();
  }

  /** Fails when the document does not promise this answer to this request. */
  void judge(String method, String path, int status, Map<String, String> headers, String body) {
    Operation operation = contract.findOperation(path, HttpMethod.valueOf(method));
    if (operation == null) throw new AssertionError("no operation for " + method + " " + path);
    String type = headers.getOrDefault("content-type", "").replace("problem+json", "json");
    ValidatableResponse response =
        body.isEmpty() || !type.equals(JSON)
            ? ValidatableResponse.create(status, headers)
            : ValidatableResponse.create(status, headers, Buffer.buffer(body), type);
    responses.validate(response, operation.getOperationId()).await();
  }

  /** The validator knows neither problem+json nor event streams. */
  private static JsonObject forTheValidator(JsonObject document) {
    JsonObject copy = new JsonObject(document.encode().replace("application/problem+json", JSON));
    for (String path : copy.getJsonObject("paths").fieldNames()) {
      JsonObject operations = copy.getJsonObject("paths").getJsonObject(path);
      for (String method : operations.fieldNames()) {
        JsonObject responses = operations.getJsonObject(method).getJsonObject("responses");
        for (String status : responses.fieldNames()) {
          JsonObject content =
              responses.getJsonObject(status).getJsonObject("content", new JsonObject());
          if (content.containsKey("text/event-stream")) {
            responses.getJsonObject(status).remove("content");
          }
        }
      }
    }
    return copy;
  }
}
