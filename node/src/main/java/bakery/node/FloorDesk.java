package bakery.node;

import bakery.contracts.Staff;
import bakery.gateway.floor.Errand;
import bakery.node.OperatorProblem.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * Answers what gateways ask this node for the bakery's page. It says and does the same as the
 * operations port, by the same code.
 *
 * <pre>
 * {"ask": "look", "tables": [ROLE]}    → as {@link StatusRoutes}; tables of these roles only
 * {"ask": "repairs", "roles": [ROLE]}  → {"parked", "stuck"}, a page of each of these roles
 * {"ask": "errand", "errand": {…}}     → see {@link Errand}
 * </pre>
 *
 * The answer is {@code {"answer": …}} or {@code {"problem": KIND, "detail": text}}.
 */
final class FloorDesk {
  /** Less than the gateway waits. */
  static final Duration TABLES_PATIENCE = Duration.ofMillis(800);

  private static final int REPAIRS = 50;

  private final StatusRoutes status;
  private final WorkerRoutes workers;
  private final RepairRoutes repairs;
  private final Departure departure;
  private final SickLeave sickLeave;
  private final DemonstrationDesk demonstrations;

  FloorDesk(
      StatusRoutes status,
      WorkerRoutes workers,
      RepairRoutes repairs,
      Departure departure,
      SickLeave sickLeave,
      DemonstrationDesk demonstrations) {
    this.status = status;
    this.workers = workers;
    this.repairs = repairs;
    this.departure = departure;
    this.sickLeave = sickLeave;
    this.demonstrations = demonstrations;
  }

  Future<JsonObject> answer(JsonObject question) {
    return attempt(question)
        .map(answer -> new JsonObject().put("answer", answer))
        .recover(
            failure -> {
              var problem = OperatorProblem.of(failure);
              if (problem.isEmpty()) return Future.failedFuture(failure);
              return Future.succeededFuture(
                  new JsonObject()
                      .put("problem", problem.get().kind().name())
                      .put("detail", problem.get().getMessage()));
            });
  }

  private Future<JsonObject> attempt(JsonObject question) {
    try {
      return switch (question.getString("ask")) {
        case "look" ->
            status.look(words(question, "tables"), TABLES_PATIENCE).map(this::withPermissions);
        case "repairs" -> repairs.firstPages(words(question, "roles"), REPAIRS);
        case "errand" -> run(Errand.from(question.getJsonObject("errand")));
        default -> throw new OperatorProblem(Kind.BAD_REQUEST, "another release's question");
      };
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private JsonObject withPermissions(JsonObject told) {
    told.getJsonObject("node")
        .put("sickLeave", sickLeave.isPermitted())
        .put("demonstration", demonstrations.told());
    return told;
  }

  private Future<JsonObject> run(Errand it) {
    Staff staff = it.staff();
    return switch (it.kind()) {
      case HIRE -> workers.change(it.role(), "hire", it.number(), it.node(), it.reason(), staff);
      case LET_GO -> workers.change(it.role(), "letGo", it.number(), it.node(), it.reason(), staff);
      case DRAIN -> departure.leave(it.node(), it.reason(), staff);
      case SICK_LEAVE -> sickLeave.take(staff, it.reason());
      case RETRY -> repairs.retry(it.role(), it.id(), it.reason(), staff);
      case DISCARD -> repairs.discard(it.role(), it.id(), it.reason(), staff);
      case NUDGE -> repairs.nudge(it.role(), it.id(), it.reason(), staff);
      case DEMONSTRATE -> demonstrations.play(it.tempo(), staff, it.reason());
      case END_DEMONSTRATION -> demonstrations.end(staff);
    };
  }

  private static List<String> words(JsonObject question, String name) {
    return question.getJsonArray(name, new JsonArray()).stream().map(String.class::cast).toList();
  }
}
