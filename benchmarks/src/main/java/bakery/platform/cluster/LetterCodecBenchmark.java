package bakery.platform.cluster;

import bakery.benchmarks.micro.OneOrder;
import bakery.node.BakeryWire;
import io.vertx.core.buffer.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A letter on the bus between two nodes, one of a batch. */
@State(Scope.Benchmark)
public class LetterCodecBenchmark {
  private final LetterCodec codec = new LetterCodec(BakeryWire.WIRE);
  private final LetterBatch batch = new LetterBatch(OneOrder.letters());
  private final Buffer bytes = encode();

  @Benchmark
  @OperationsPerInvocation(OneOrder.LETTERS)
  public Buffer encode() {
    var wire = Buffer.buffer();
    codec.encodeToWire(wire, batch);
    return wire;
  }

  @Benchmark
  @OperationsPerInvocation(OneOrder.LETTERS)
  public Object decode() {
    return codec.decodeFromWire(0, bytes);
  }
}
