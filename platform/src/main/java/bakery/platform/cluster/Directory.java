package bakery.platform.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who serves what, of those who belong to the cluster now, and are heard where there is a choice.
 * Vert.x alone goes on sending to a member that has left until its registrations are cleaned out of
 * the cluster's map, and that waits for the cluster to have given the member's share of the map to
 * others.
 */
final class Directory extends HazelcastClusterManager {

  /** The member attribute that carries how Vert.x calls it. */
  private static final String VERTX_ID = "__vertx.nodeId";

  /** What the cluster lists last, of the addresses that something is sent to. */
  private final Map<String, List<RegistrationInfo>> registered = new ConcurrentHashMap<>();

  /** Where each message goes to one of those who listen, whoever it is. */
  private final Set<String> shared = ConcurrentHashMap.newKeySet();

  private RegistrationListener bus;
  private volatile Consumer<Member> departures = member -> {};
  private volatile Set<String> avoided = Set.of();

  Directory(Config config) {
    super(config);
  }

  /** Hears of members that have left, when nothing is sent to them any more. Must not block. */
  void onDeparture(Consumer<Member> listener) {
    departures = listener;
  }

  /** Before anything is sent there. */
  void share(String address) {
    shared.add(address);
  }

  /** What others serve as well is not sent to these nodes. */
  void avoid(Set<String> nodes) {
    avoided = nodes;
    tellAgain();
  }

  /** What humans call these nodes. */
  List<String> names(Set<String> nodes) {
    return getHazelcastInstance().getCluster().getMembers().stream()
        .filter(
            member ->
                Optional.ofNullable(member.getAttribute(VERTX_ID))
                    .filter(nodes::contains)
                    .isPresent())
        .map(member -> member.getAttribute(Hazelcast.NAME))
        .toList();
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    bus = listener;
    super.registrationListener(new OfMembers());
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    super.getRegistrations(
        address,
        (all, failure) -> {
          if (failure != null) {
            promise.fail(failure);
            return;
          }
          registered.put(address, all);
          promise.succeed(ofMembers(address));
        });
  }

  /** Its registrations may have come before the word of it. */
  @Override
  public void memberAdded(MembershipEvent event) {
    tellAgain();
    super.memberAdded(event);
  }

  /** Cleaning up takes its time, and the thread that calls has more to tell. */
  @Override
  public void memberRemoved(MembershipEvent event) {
    tellAgain();
    departures.accept(event.getMember());
    Thread.ofPlatform().daemon().name("departure").start(() -> super.memberRemoved(event));
  }

  private void tellAgain() {
    for (String address : registered.keySet()) {
      if (bus.wantsUpdatesFor(address)) tell(address);
      else registered.remove(address);
    }
  }

  /** Whoever else tells of it at the same time: the last word is what holds now. */
  private void tell(String address) {
    List<RegistrationInfo> told;
    do {
      told = ofMembers(address);
      bus.registrationsUpdated(new RegistrationUpdateEvent(address, told));
    } while (!told.equals(ofMembers(address)));
  }

  private List<RegistrationInfo> ofMembers(String address) {
    Set<String> members = new HashSet<>(getNodes());
    List<RegistrationInfo> present =
        registered.getOrDefault(address, List.of()).stream()
            .filter(each -> members.contains(each.nodeId()))
            .toList();
    if (avoided.isEmpty() || !shared.contains(address)) return present;
    List<RegistrationInfo> heard =
        present.stream().filter(each -> !avoided.contains(each.nodeId())).toList();
    return heard.isEmpty() ? present : heard;
  }

  private final class OfMembers implements RegistrationListener {

    @Override
    public boolean wantsUpdatesFor(String address) {
      return bus.wantsUpdatesFor(address);
    }

    @Override
    public void registrationsUpdated(RegistrationUpdateEvent event) {
      registered.put(event.address(), event.registrations());
      tell(event.address());
    }

    @Override
    public void registrationsLost() {
      bus.registrationsLost();
    }
  }
}
