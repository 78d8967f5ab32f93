package bakery.benchmarks.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the kernel knows of the processes that are measured, in {@code /proc}. */
public final class Processes {
  /** Linux tells times of processors in hundredths of a second. */
  private static final double TICKS = 100;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;
  private static final List<Integer> IDLE = List.of(3, 4);
  private static final int STEAL = 7;
  private static final int MACHINE_FIELDS = 8;

  private final List<Long> nodes;
  private final Path postmaster;

  Processes(List<Long> nodes, Path postmasterPid) {
    this.nodes = nodes;
    this.postmaster = postmasterPid;
  }

  /**
   * Seconds of processor time since each began.
   *
   * @param nodes all node JVMs
   * @param postgres the server, ended sessions included, without the following
   * @param asking the server's session that the load asks for ends
   * @param generator this JVM
   * @param machine whatever ran on it, in all
   * @param stolen what the machine's host kept back
   * @param wallSeconds the clock
   */
  public record Cpu(
      double nodes,
      double postgres,
      double asking,
      double generator,
      double machine,
      double stolen,
      double wallSeconds) {
    public Cpu minus(Cpu earlier) {
      return new Cpu(
          nodes - earlier.nodes,
          postgres - earlier.postgres,
          asking - earlier.asking,
          generator - earlier.generator,
          machine - earlier.machine,
          stolen - earlier.stolen,
          wallSeconds - earlier.wallSeconds);
    }

    /** What was used by none of ours, in processors. */
    public double others() {
      return Math.max(0, machine - nodes - postgres - asking - generator) / wallSeconds;
    }
  }

  /**
   * @param session of the server, which the load asks for ends; 0: none
   */
  public Cpu cpu(long session) {
    var server = postmaster();
    var asking = session == 0 ? 0 : seconds(session, USER, SYSTEM);
    var machine = machine();
    return new Cpu(
        nodes.stream().mapToDouble(pid -> seconds(pid, USER, SYSTEM)).sum(),
        seconds(server, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)
            + children(server).mapToDouble(pid -> seconds(pid, USER, SYSTEM)).sum()
            - asking,
        asking,
        seconds(ProcessHandle.current().pid(), USER, SYSTEM),
        (LongStream.of(machine).sum() - IDLE.stream().mapToLong(field -> machine[field]).sum())
            / TICKS,
        machine[STEAL] / TICKS,
        System.nanoTime() / 1e9);
  }

  /** Resident memory of a process. */
  public static long residentBytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seconds of processor time that a process has used. */
  public static double seconds(long pid) {
    return seconds(pid, USER, SYSTEM);
  }

  private long postmaster() {
    try (var lines = Files.lines(postmaster)) {
      return Long.parseLong(lines.findFirst().orElseThrow().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Long> children(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).map(ProcessHandle::pid);
  }

  /** The sum of these fields of {@code stat}; 0 for a process that has ended meanwhile. */
  private static double seconds(long pid, int... fields) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // the name, in brackets, may hold anything
      var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (var field : fields) ticks += Long.parseLong(words[field]);
      return ticks / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long[] machine() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      var words = lines.findFirst().orElseThrow().split(" +");
      return Stream.of(words).skip(1).limit(MACHINE_FIELDS).mapToLong(Long::parseLong).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
