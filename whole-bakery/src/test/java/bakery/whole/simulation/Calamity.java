package bakery.whole.simulation;

import bakery.platform.Envelope;
import bakery.platform.Letter;
import bakery.platform.Unreadable;
import bakery.platform.sim.SimNode;
import bakery.platform.sim.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What happens to a bakery on a bad day. A clock that jumps is not among them: the engine asks the
 * database for the time, and a node's own clock only for how long something took.
 */
enum Calamity {
  KILL {
    @Override
    void strike(SimBakery bakery) {
      kill(bakery, 1);
    }
  },
  KILL_TWO {
    @Override
    void strike(SimBakery bakery) {
      kill(bakery, 2);
    }
  },
  KILL_ALL_BUT_ONE {
    @Override
    void strike(SimBakery bakery) {
      kill(bakery, bakery.nodes().size());
    }
  },
  /** Perhaps for so long that the others take it for dead; thawed, it believes that they are. */
  FREEZE {
    @Override
    void strike(SimBakery bakery) {
      SimNode victim = bakery.anyNode();
      long millis = bakery.world.upTo(15_000);
      victim.freeze(millis);
      if (millis < HEARTBEAT_MILLIS) return;
      bakery.world.after(HEARTBEAT_MILLIS, () -> bakery.bus.reportGone(victim));
      bakery.world.after(millis + 1, () -> bakery.bus.reportGone(bakery.nodes(), victim));
    }
  },
  /** SIGTERM, and another one comes. */
  RESTART {
    @Override
    void strike(SimBakery bakery) {
      if (bakery.nodes().size() == 1) return;
      SimNode victim = bakery.anyNode();
      bakery.dismiss(victim);
      victim.run(
          () -> bakery.drain(victim, Duration.ofSeconds(5)).onComplete(drained -> victim.die()));
      bakery.world.after(DRAIN_MILLIS, victim::die);
      bakery.world.after(DRAIN_MILLIS + 300, () -> bakery.bus.reportGone(victim));
      bakery.world.after(bakery.world.upTo(5_000), bakery::start);
    }
  },
  /** Two groups of nodes that both reach the database. */
  PARTITION {
    @Override
    void strike(SimBakery bakery) {
      Set<SimNode> island = new LinkedHashSet<>();
      Set<SimNode> mainland = new LinkedHashSet<>();
      for (SimNode node : bakery.nodes()) (bakery.world.chance(0.5) ? island : mainland).add(node);
      bakery.outages.isolate(island);
      bakery.world.after(
          HEARTBEAT_MILLIS,
          () -> {
            island.forEach(node -> bakery.bus.reportGone(mainland, node));
            mainland.forEach(node -> bakery.bus.reportGone(island, node));
          });
      bakery.world.after(bakery.world.upTo(20_000), () -> bakery.outages.isolate(Set.of()));
    }
  },
  CUT_FROM_DATABASE {
    @Override
    void strike(SimBakery bakery) {
      SimNode victim = bakery.anyNode();
      bakery.outages.cutFromDatabase(victim);
      bakery.world.after(bakery.world.upTo(15_000), () -> bakery.outages.reconnect(victim));
    }
  },
  /** Killed, or its primary lost and the synchronous standby promoted: the same from here. */
  DATABASE_CRASH {
    @Override
    void strike(SimBakery bakery) {
      bakery.outages.crashDatabase();
      bakery.world.after(bakery.world.upTo(12_000), bakery.outages::recoverDatabase);
    }
  },
  PROVIDER_DEAD {
    @Override
    void strike(SimBakery bakery) {
      bakery.provider.dieFor(bakery.world.upTo(15_000));
    }
  },
  /** A letter that its receiver cannot read. */
  POISON {
    @Override
    void strike(SimBakery bakery) {
      UUID id = bakery.world.id();
      Unreadable body = new Unreadable(new byte[] {1, 2, 3}, "not of its type");
      Letter letter = new Letter("kitchen", "BakeOrder", id, body, null);
      bakery.poison.add(id);
      bakery.orders.plant(new Envelope(id, "kitchen", List.of(letter)));
    }
  };

  private static final long HEARTBEAT_MILLIS = 8_000;
  private static final long DRAIN_MILLIS = 8_000;

  abstract void strike(SimBakery bakery);

  static Calamity any(World world) {
    return values()[world.random.nextInt(values().length)];
  }

  /** At most so many; somebody is left to ask. Others are started a little later. */
  private static void kill(SimBakery bakery, int count) {
    for (int i = 0; i < count && bakery.nodes().size() > 1; i++) {
      SimNode victim = bakery.anyNode();
      victim.die();
      bakery.dismiss(victim);
      bakery.world.after(300 + bakery.world.upTo(900), () -> bakery.bus.reportGone(victim));
      bakery.world.after(bakery.world.upTo(5_000), bakery::start);
    }
  }
}
