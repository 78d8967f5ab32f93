package bakery.node;

import bakery.contracts.Right;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a token for a member of staff. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Prints a token that lets its holder work here: as Authorization: Bearer …, or BAKERY_TOKEN.",
      "It is signed with the key of the data folder, or of --staff-pem or BAKERY_STAFF_SECRET, and"
          + " cannot be called back before it ends.",
    })
final class TokenCommand implements Callable<Integer> {
  static final String[] SETTINGS = {
    "BAKERY_DATA",
    "BAKERY_STAFF_PEM",
    "BAKERY_STAFF_ISSUER",
    "BAKERY_STAFF_AUDIENCE",
    "BAKERY_STAFF_CLAIM"
  };

  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  @Option(
      names = "--right",
      required = true,
      split = ",",
      paramLabel = "RIGHT",
      description = "operator, kitchen, courier or office; may be said more than once")
  private List<String> rights;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      defaultValue = "8h",
      description = "how long it is good, for example 30m, 8h (the default) or 7d; 90d at most")
  private String span;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "who holds it, for the audit; else the user of this terminal")
  private String name;

  @Mixin private Output out;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var words = rights.stream().map(Right::of).distinct().map(Right::word).toList();
    var who = name == null ? StaffToken.user() : name.strip();
    var lifetime = span("--for", span);
    var ends = Instant.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    var token = StaffToken.sign(SettingOptions.read(spec), who, words, lifetime);
    var about =
        new JsonObject()
            .put("token", token)
            .put("name", who)
            .put("rights", new JsonArray(words))
            .put("ends", ends.toString());
    out.show(about, () -> token);
    return Exit.OK;
  }

  /** Of an option: a number and its unit. */
  static Duration span(String option, String text) {
    var parts = SPAN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "%s takes a number and s, m, h or d, not %s".formatted(option, text));
    }
    var number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
