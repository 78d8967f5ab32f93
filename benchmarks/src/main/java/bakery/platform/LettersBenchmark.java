package bakery.platform;

import bakery.benchmarks.micro.OneOrder;
import bakery.node.BakeryWire;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A letter as it stands in the outbox, one of several. */
@State(Scope.Benchmark)
public class LettersBenchmark {
  private final Letters letters = new Letters(BakeryWire.WIRE);
  private final List<Letter> all = OneOrder.letters();
  private final String json = write();

  @Benchmark
  @OperationsPerInvocation(OneOrder.LETTERS)
  public String write() {
    return letters.write(all);
  }

  @Benchmark
  @OperationsPerInvocation(OneOrder.LETTERS)
  public List<Letter> read() {
    return letters.read("gateway", json);
  }
}
