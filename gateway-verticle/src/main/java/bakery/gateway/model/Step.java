package bakery.gateway.model;

import bakery.contracts.Message;
import java.util.List;

/**
 * What the saga answers to one message.
 *
 * @param order afterwards; the same object when nothing changed
 * @param commands what the other roles are told
 * @param news for followers: a step for each change of the history
 */
public record Step(Order order, List<Message> commands, List<News> news) {

  public Step {
    commands = List.copyOf(commands);
    news = List.copyOf(news);
  }

  Step say(Message command) {
    return new Step(order, List.of(command), news);
  }
}
