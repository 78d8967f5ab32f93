package bakery.benchmarks;

import bakery.benchmarks.load.Counter;
import bakery.benchmarks.load.Placed;
import bakery.benchmarks.report.Json;
import bakery.benchmarks.report.Report;
import bakery.benchmarks.world.FollowerProcess;
import bakery.benchmarks.world.Memory;
import bakery.benchmarks.world.NodeProcess;
import bakery.benchmarks.world.Waits;
import bakery.benchmarks.world.World;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What it takes to tell very many people how their orders stand. */
@Command(
    name = "followers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Places orders that wait at the counter, opens a websocket for each, spread over gateways in"
          + " JVMs of their own, and tells what a follower takes of a gateway's memory. Then hands"
          + " out orders at a rate: how long from the time that a step bears, before its commit, to"
          + " its follower.",
      "Exit code 1 when a step was not told, or told out of turn, or a feed was cut."
    })
final class FollowersCommand implements Callable<Integer> {
  private static final int PLACING = 128;
  private static final int LOOK_EVERY_MILLIS = 200;

  private static final String WAITING = "SELECT id, seq FROM gateway.orders WHERE status = 'READY'";

  @Mixin private Setup setup;

  @Option(
      names = "--followers",
      defaultValue = "50000",
      description = "orders that are followed (${DEFAULT-VALUE})")
  private int followers;

  @Option(
      names = "--gateways",
      defaultValue = "3",
      description = "JVMs that are gateways (${DEFAULT-VALUE})")
  private int gateways;

  @Option(
      names = "--moving",
      defaultValue = "300",
      description = "orders handed out a second (${DEFAULT-VALUE})")
  private int moving;

  @Override
  public Integer call() throws Exception {
    Setup.within("--gateways", gateways, 1, 16);
    Setup.within("--followers", followers, 1, gateways * 18_000L);
    Setup.within("--moving", moving, 1, 10_000);
    setup.check();
    var report = setup.report("followers");
    try (var world = World.withoutNodes(Setup.FOLDER)) {
      var shops = new ArrayList<NodeProcess>();
      for (int i = 0; i < gateways; i++) {
        shops.add(world.start("gateway=1", Map.of("BAKERY_MAX_FOLLOWERS", "18000")));
      }
      world.start("kitchen=2,delivery=2,billing=1");
      world.nodes().forEach(NodeProcess::awaitReady);
      measure(world, shops, report);
    }
    return report.close();
  }

  private void measure(World world, List<NodeProcess> shops, Report report) throws Exception {
    var urls = shops.stream().map(shop -> shop.http("")).toList();
    try (var counter = new Counter(world.vertx(), urls, world.staffToken("courier"))) {
      var orders = counter.fill(followers, PLACING);
      var steps = awaitReady(world);
      report.say("%,d orders wait at the counter".formatted(followers));
      var before = memory(shops);
      var people = shops.stream().map(shop -> new FollowerProcess(shop.http(""))).toList();
      try {
        var began = System.nanoTime();
        for (int i = 0; i < people.size(); i++) people.get(i).open(share(orders, i), steps);
        var seconds = (System.nanoTime() - began) / 1e9;
        report.say("all of them are followed after %.0f s".formatted(seconds));
        tellMemory(report, memory(shops).minus(before));
        move(counter, orders, people, report);
      } finally {
        people.forEach(FollowerProcess::close);
      }
    }
  }

  /** How many steps each order has made until it waits. */
  private Map<UUID, Integer> awaitReady(World world) {
    var deadline = deadline();
    while (true) {
      var waiting = new HashMap<UUID, Integer>();
      for (var row : world.admin().ask(WAITING, Tuple.tuple())) {
        waiting.put(row.getUUID("id"), row.getInteger("seq"));
      }
      if (waiting.size() == followers) return waiting;
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "after %d s only %d of %d orders wait at the counter"
                .formatted(setup.patience, waiting.size(), followers));
      }
      Waits.pause(LOOK_EVERY_MILLIS);
    }
  }

  private long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(setup.patience);
  }

  private List<Placed> share(List<Placed> orders, int nth) {
    return orders.subList(orders.size() * nth / gateways, orders.size() * (nth + 1) / gateways);
  }

  private static Memory memory(List<NodeProcess> shops) {
    return shops.stream().map(Memory::of).reduce(Memory.NONE, Memory::plus);
  }

  private void tellMemory(Report report, Memory more) {
    report
        .say(
            "a follower takes %.1f KiB of the heap, %.1f KiB beside it, %.1f KiB of the process"
                .formatted(kib(more.heap()), kib(more.direct()), kib(more.resident())))
        .put(
            "kibEach",
            new JsonObject()
                .put("heap", Json.rounded(kib(more.heap())))
                .put("direct", Json.rounded(kib(more.direct())))
                .put("resident", Json.rounded(kib(more.resident()))));
  }

  private double kib(long bytes) {
    return bytes / 1024.0 / followers;
  }

  /** Every gateway's followers are among those whose orders move. */
  private void move(
      Counter counter, List<Placed> orders, List<FollowerProcess> people, Report report) {
    var some = new ArrayList<>(orders);
    Collections.shuffle(some, new Random(1));
    var moved = some.subList(0, Math.min(some.size(), moving * (setup.warmUp + setup.seconds)));
    var first = moved.subList(0, Math.min(moved.size(), moving * setup.warmUp));
    counter.handOut(first, moving);
    people.forEach(FollowerProcess::measure);
    counter.handOut(moved.subList(first.size(), moved.size()), moving);
    var told = awaitEnds(people, moved.size());
    for (int i = 0; i < told.size(); i++) {
      report.say("gateway %d: %s".formatted(i + 1, told.get(i).encode())).run(told.get(i));
    }
    if (sum(told, "ended") != moved.size() || sum(told, "gaps") + sum(told, "lost") > 0) {
      report.fail(
          "%,d orders were handed out, %,d followers heard it, %,d steps out of turn, %,d cut"
              .formatted(moved.size(), sum(told, "ended"), sum(told, "gaps"), sum(told, "lost")));
    }
  }

  private List<JsonObject> awaitEnds(List<FollowerProcess> people, int moved) {
    var deadline = deadline();
    while (true) {
      var told = people.stream().map(FollowerProcess::told).toList();
      if (sum(told, "ended") == moved || System.nanoTime() - deadline > 0) return told;
      Waits.pause(LOOK_EVERY_MILLIS);
    }
  }

  private static long sum(List<JsonObject> told, String what) {
    return told.stream().mapToLong(each -> each.getLong(what)).sum();
  }
}
