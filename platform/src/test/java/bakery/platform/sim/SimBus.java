package bakery.platform.sim;

import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** The bus as it is on a bad day: late, twice, not at all, and to nodes that have died. */
public final class SimBus {

  private static final long SEND_TIMEOUT_MILLIS = 2_000;

  private final World world;
  private final Faults faults;
  private final Outages outages;
  private final Map<String, List<Server>> servers = new HashMap<>();
  private final Map<String, List<Subscriber>> topics = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final Map<String, Integer> turns = new HashMap<>();

  private record Server(SimNode node, Function<List<Letter>, Future<List<Receipt>>> handler) {}

  private record Subscriber(SimNode node, Consumer<Buffer> handler) {}

  private record Listener(SimNode node, Consumer<UUID> handler) {}

  public SimBus(World world, Faults faults, Outages outages) {
    this.world = world;
    this.faults = faults;
    this.outages = outages;
  }

  /** The cluster notices that a node is gone, or believes so. */
  public void reportGone(SimNode gone) {
    servers
        .values()
        .forEach(list -> list.removeIf(server -> server.node() == gone && !gone.alive()));
    for (Listener listener : List.copyOf(listeners)) {
      if (listener.node() != gone) listener.node().run(() -> listener.handler().accept(gone.id));
    }
  }

  /** One node believes that these have gone: it has thawed, or a partition lies between them. */
  public void reportGone(Collection<SimNode> gone, SimNode to) {
    for (Listener listener : List.copyOf(listeners)) {
      if (listener.node() == to) {
        gone.forEach(other -> to.run(() -> listener.handler().accept(other.id)));
      }
    }
  }

  public Bus of(SimNode node) {
    return new NodeBus(node);
  }

  private final class NodeBus implements Bus {

    private final SimNode node;

    NodeBus(SimNode node) {
      this.node = node;
    }

    @Override
    public Future<List<Receipt>> send(String role, List<Letter> letters) {
      Promise<List<Receipt>> answer = Promise.promise();
      node.after(SEND_TIMEOUT_MILLIS, () -> answer.tryFail("timed out"));
      deliver(role, letters, answer);
      if (world.chance(faults.duplicated())) deliver(role, letters, answer);
      return answer.future();
    }

    private void deliver(String role, List<Letter> letters, Promise<List<Receipt>> answer) {
      List<Server> candidates = servers.getOrDefault(role, List.of());
      if (candidates.isEmpty()) {
        node.after(1, () -> answer.tryFail("no handlers"));
        return;
      }
      int turn = turns.merge(role, 1, Integer::sum);
      Server server = candidates.get(turn % candidates.size());
      if (lost(server.node())) return;
      world.after(
          world.upTo(faults.busMillis()),
          () ->
              server
                  .node()
                  .run(
                      () ->
                          handle(server, letters)
                              .onSuccess(receipts -> reply(server.node(), receipts, answer))));
    }

    private Future<List<Receipt>> handle(Server server, List<Letter> letters) {
      Future<List<Receipt>> handled = server.handler().apply(letters);
      return world.bug == PlantedBug.RECEIPT_BEFORE_COMMIT
          ? Future.succeededFuture(Collections.nCopies(letters.size(), Receipt.DONE))
          : handled;
    }

    private boolean lost(SimNode other) {
      return outages.apart(node, other) || world.chance(faults.lost());
    }

    private void reply(SimNode from, List<Receipt> receipts, Promise<List<Receipt>> answer) {
      if (lost(from)) return;
      world.after(
          world.upTo(faults.busMillis()), () -> node.run(() -> answer.tryComplete(receipts)));
    }

    @Override
    public Future<Registration> serve(
        String role, Function<List<Letter>, Future<List<Receipt>>> handler) {
      return register(
          servers.computeIfAbsent(role, r -> new ArrayList<>()), new Server(node, handler));
    }

    @Override
    public Future<Object> ask(String role, Object query) {
      return Future.failedFuture("nobody is asked in a simulation");
    }

    @Override
    public Future<Registration> answer(String role, Function<Object, Future<?>> handler) {
      return Future.succeededFuture(Future::succeededFuture);
    }

    @Override
    public void publish(String topic, Buffer news) {
      for (Subscriber subscriber : List.copyOf(topics.getOrDefault(topic, List.of()))) {
        if (lost(subscriber.node())) continue;
        world.after(
            world.upTo(faults.busMillis()),
            () -> subscriber.node().run(() -> subscriber.handler().accept(news)));
      }
    }

    @Override
    public Future<Registration> subscribe(String topic, Consumer<Buffer> handler) {
      return register(
          topics.computeIfAbsent(topic, t -> new ArrayList<>()), new Subscriber(node, handler));
    }

    @Override
    public Registration onDeparture(Consumer<UUID> handler) {
      return register(listeners, new Listener(node, handler)).result();
    }

    private <T> Future<Registration> register(List<T> list, T item) {
      list.add(item);
      return Future.succeededFuture(
          () -> {
            list.remove(item);
            return Future.succeededFuture();
          });
    }
  }
}
