package bakery.node;

import bakery.platform.Settings;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which nodes a command asks, as a mixin: those of this machine's data folder, or those named. */
final class NodesAsked {

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "folder of the bakery whose nodes on this machine are asked")
  private String data;

  @Option(
      names = "--operations",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      split = ",",
      description = "operations ports to ask instead, for nodes elsewhere")
  private List<String> operations = List.of();

  RepairClient client() {
    return RepairClient.of(operations, settings());
  }

  /** The environment, and over it what the command line says. */
  Settings settings() {
    return SettingOptions.within(data);
  }
}
