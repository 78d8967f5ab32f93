package bakery.gateway.orders;

import bakery.contracts.Message;
import bakery.contracts.Messages;
import bakery.contracts.OrderEvent;
import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Billing, kitchen and delivery as gateways see them: they take commands, a script answers. */
final class OtherRoles implements Bus {

  static final Wire WIRE =
      Wire.of(
          Messages::address,
          Messages::type,
          Messages::orderId,
          Messages::knows,
          Messages::encode,
          Messages::decode);

  final Queue<Message> commands = new ConcurrentLinkedQueue<>();
  private final List<Function<List<Letter>, Future<List<Receipt>>>> gateways =
      new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final Function<Message, List<OrderEvent>> script;

  OtherRoles(Function<Message, List<OrderEvent>> script) {
    this.script = script;
  }

  /** To one gateway after the other. */
  Future<List<Receipt>> report(List<? extends OrderEvent> events) {
    int next = Math.floorMod(turn.getAndIncrement(), gateways.size());
    return gateways
        .get(next)
        .apply(events.stream().map(event -> WIRE.letter(event, null)).toList());
  }

  @Override
  public Future<List<Receipt>> send(String role, List<Letter> letters) {
    for (Letter letter : letters) {
      Message command = (Message) letter.message();
      commands.add(command);
      for (OrderEvent event : script.apply(command)) report(List.of(event));
    }
    return Future.succeededFuture(letters.stream().map(letter -> Receipt.DONE).toList());
  }

  @Override
  public Future<Registration> serve(
      String role, Function<List<Letter>, Future<List<Receipt>>> handler) {
    gateways.add(handler);
    return Future.succeededFuture(
        () -> {
          gateways.remove(handler);
          return Future.succeededFuture();
        });
  }

  @Override
  public Future<Object> ask(String role, Object query) {
    return Future.failedFuture("nobody is asked here");
  }

  @Override
  public Future<Registration> answer(String role, Function<Object, Future<?>> handler) {
    return Future.succeededFuture(Future::succeededFuture);
  }

  @Override
  public void publish(String topic, Buffer news) {}

  @Override
  public Future<Registration> subscribe(String topic, Consumer<Buffer> handler) {
    return Future.succeededFuture(Future::succeededFuture);
  }

  @Override
  public Registration onDeparture(Consumer<UUID> handler) {
    return Future::succeededFuture;
  }
}
