package bakery.node;

import bakery.platform.Settings;
import java.util.HashMap;
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

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "with the right operator; else BAKERY_TOKEN, else one of the folder's key")
  private String token;

  RepairClient client() {
    return RepairClient.of(operations, settings());
  }

  /** The environment, and over it what the command line says. */
  Settings settings() {
    var settings = SettingOptions.within(data);
    if (token == null) return settings;
    var values = new HashMap<>(settings.values());
    values.put(StaffToken.GIVEN, token);
    return new Settings(values);
  }
}
