package bakery.gateway.orders;

import bakery.benchmarks.micro.OneOrder;
import bakery.gateway.model.News;
import bakery.gateway.model.Order;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The history of a completed order as it stands in its column. */
@State(Scope.Benchmark)
public class OrderJsonBenchmark {
  private final Order order = OneOrder.completed();
  private final String json = writeHistory();

  @Benchmark
  public String writeHistory() {
    return OrderJson.history(order);
  }

  @Benchmark
  public List<News> readHistory() {
    return OrderJson.history(order.id(), json);
  }
}
