package bakery.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** Counts; only on the event loop. */
final class Tally {
  private static final int TOLD = 5;
  private static final int NANOS_PER_MICRO = 1_000;

  private long sent;
  private long refused;
  private long failed;
  private long completed;
  private long feeds;
  private long feedEnds;
  private long polls;
  private final List<UUID> acknowledged = new ArrayList<>();
  private final Map<String, Integer> otherwise = new TreeMap<>();
  private final List<String> oddities = new ArrayList<>();
  private Latencies latencies = Latencies.none();

  void sent() {
    sent++;
  }

  void refused() {
    refused++;
  }

  void failed(String why) {
    failed++;
    broke(why);
  }

  void polled() {
    polls++;
  }

  void feedOpened() {
    feeds++;
  }

  void broke(String what) {
    if (oddities.size() < TOLD) oddities.add(what);
  }

  void acknowledged(Placed order, long nanos) {
    acknowledged.add(order.id());
    record(latencies.acknowledged(), order, nanos);
  }

  void ended(Placed order, String status, long nanos) {
    if (status.equals("COMPLETED")) {
      completed++;
      record(latencies.ended(), order, nanos);
    } else {
      otherwise.merge(status, 1, Integer::sum);
    }
  }

  void feedEnded(Placed order, String status, long nanos) {
    if (!status.equals("COMPLETED")) return;
    feedEnds++;
    record(latencies.followed(), order, nanos);
  }

  private static void record(Histogram histogram, Placed order, long nanos) {
    histogram.recordValue(Math.max(0, nanos - order.intendedNanos()) / NANOS_PER_MICRO);
  }

  Counts counts() {
    var others = otherwise.values().stream().mapToInt(Integer::intValue).sum();
    return new Counts(
        sent, acknowledged.size(), refused, failed, completed, others, feeds, feedEnds, polls);
  }

  /** Those since the last time. */
  Latencies latencies() {
    var those = latencies;
    latencies = Latencies.none();
    return those;
  }

  List<UUID> allAcknowledged() {
    return List.copyOf(acknowledged);
  }

  Map<String, Integer> otherwise() {
    return Map.copyOf(otherwise);
  }

  List<String> oddities() {
    return List.copyOf(oddities);
  }
}
