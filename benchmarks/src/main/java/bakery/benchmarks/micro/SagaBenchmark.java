package bakery.benchmarks.micro;

import bakery.gateway.model.Step;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A step of the saga: what an order becomes by an event, and what it tells whom. */
public class SagaBenchmark {

  @Benchmark
  @OperationsPerInvocation(OneOrder.STEPS)
  public List<Step> step() {
    return OneOrder.life();
  }
}
