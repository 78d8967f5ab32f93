package bakery.gateway.http;

import bakery.contracts.Role;
import bakery.contracts.Staff;
import bakery.gateway.floor.Errand;
import bakery.gateway.floor.Tempo;
import bakery.gateway.http.Problem.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what staff want done from path and body; collects what is wrong with it. */
final class ErrandParser {

  private static final Set<String> WORDS = Set.of("hire", "letGo", "node", "reason");
  private static final Set<String> ROLES =
      Arrays.stream(Role.values()).map(Role::address).collect(Collectors.toUnmodifiableSet());

  private final RoutingContext ctx;
  private final JsonNode json;
  private final Fields fields;
  private final List<Refusal> refusals = new ArrayList<>();

  private ErrandParser(RoutingContext ctx, Set<String> names) {
    this.ctx = ctx;
    json = StrictJson.read(Params.body(ctx));
    fields = Fields.of(json, "", refusals, names);
  }

  /** {@code {"hire": 4}} or {@code {"letGo": 4}}, and {@code node} for one alone. */
  static Errand workers(RoutingContext ctx) {
    ErrandParser it = new ErrandParser(ctx, WORDS);
    boolean hire = it.json.has("hire");
    if (hire && it.json.has("letGo")) {
      it.refusals.add(new Refusal("/letGo", "cannot stand beside hire"));
    }
    int number = it.fields.number(hire ? "hire" : "letGo", 1, Limits.WORKERS);
    String node = it.text("node", Limits.NODE_CHARS);
    String reason = it.reason();
    it.check();
    return Errand.workers(hire, it.role(), number, node, reason, it.staff());
  }

  private Staff staff() {
    return Guard.staffOf(ctx).orElseThrow();
  }

  /** What the node of the path shall do. */
  static Errand toNode(RoutingContext ctx, Errand.Kind kind) {
    ErrandParser it = new ErrandParser(ctx, Set.of("reason"));
    String reason = it.reason();
    it.check();
    return Errand.toNode(kind, ctx.pathParam("node"), reason, it.staff());
  }

  /**
   * @param explained whether it takes a reason
   */
  static Errand repair(RoutingContext ctx, Errand.Kind kind, boolean explained) {
    ErrandParser it = new ErrandParser(ctx, Set.of("reason"));
    if (explained && !it.json.has("reason")) {
      it.refusals.add(new Refusal("/reason", "is missing"));
    }
    String reason = it.reason();
    it.check();
    return Errand.repair(kind, it.role(), Params.orderId(ctx), reason, it.staff());
  }

  /** {@code {"speed": 60, "load": 10}}. */
  static Errand demonstration(RoutingContext ctx) {
    ErrandParser it = new ErrandParser(ctx, Set.of("speed", "load", "reason"));
    int speed = it.fields.number("speed", 1, Tempo.SPEED_MAX);
    int load = it.fields.number("load", 1, Tempo.LOAD_MAX);
    String reason = it.reason();
    it.check();
    return Errand.demonstrate(new Tempo(speed, load), reason, it.staff());
  }

  private String reason() {
    return text("reason", Limits.REASON_CHARS);
  }

  /** Null when it is not there. */
  private String text(String name, int most) {
    if (!json.has(name)) return null;
    return fields.text(name, most, OrderParser.TEXT, "printable and not only spaces");
  }

  private String role() {
    String role = ctx.pathParam("role");
    if (ROLES.contains(role)) return role;
    throw new Problem(
        Kind.NOT_FOUND, "the roles are " + String.join(", ", ROLES.stream().sorted().toList()));
  }

  private void check() {
    if (!refusals.isEmpty()) throw new Problem(Kind.INVALID, "see errors", refusals);
  }
}
