package bakery.kitchen;

import bakery.contracts.Answer;
import bakery.kitchen.model.Ticket;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** The tickets that hang on the rail, for the people in the kitchen. */
final class TicketRail {

  private static final int MAX_TICKETS = 500;

  private static final String OPEN =
      "SELECT id, %s FROM ticket WHERE open ORDER BY due_at LIMIT $1::int";

  private final Pool pool;
  private final Tickets tickets;
  private final MenuBoard board;

  TicketRail(Pool pool, Tickets tickets, MenuBoard board) {
    this.pool = pool;
    this.tickets = tickets;
    this.board = board;
  }

  /** Waiting and in the oven, the oldest first, at most {@value #MAX_TICKETS}. */
  Future<Answer> read(int limit) {
    return pool.preparedQuery(OPEN.formatted(tickets.columns()))
        .execute(Tuple.of(Math.clamp(limit, 1, MAX_TICKETS)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::shown).toList())
        .map(Answer.Tickets::new);
  }

  private Answer.Tickets.Ticket shown(Row row) {
    Ticket ticket = tickets.read(row);
    List<String> stations = board.menu().stations(ticket.items());
    return new Answer.Tickets.Ticket(
        ticket.id(),
        ticket.number(),
        ticket.status().name(),
        ticket.items(),
        ticket.baker(),
        ticket.promisedAt(),
        stations);
  }
}
