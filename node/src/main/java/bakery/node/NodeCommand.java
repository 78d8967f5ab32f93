package bakery.node;

import bakery.node.terminal.Exit;
import bakery.platform.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one more node of a bakery until it is told to stop. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Starts a node that joins the bakery of the same data folder or database.")
final class NodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return run(SettingOptions.read(spec), node -> {});
  }

  /** What is said once the node is ready. */
  interface Greeting {
    void say(Node node);
  }

  static int run(Settings settings, Greeting greeting) throws Exception {
    var name = NodeName.claim(settings);
    Logging.configure(settings, name);
    var node = Node.open(settings, name);
    var stop = Stop.onSignal();
    node.left().onComplete(left -> stop.release());
    greeting.say(node);
    stop.await();
    node.close();
    return node.gaveUp() ? Exit.FAILED : Exit.OK;
  }
}
