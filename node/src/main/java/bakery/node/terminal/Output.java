package bakery.node.terminal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * What a command prints, as a mixin: {@code @Mixin private Output out}. It brings the option {@code
 * --json}; a result is then one JSON document on the standard output and nothing else. Colours only
 * on a terminal, and not if {@code NO_COLOR} is set.
 */
public final class Output {

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "prints JSON instead of text")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  public boolean json() {
    return json;
  }

  /** One result, in whichever of both forms is wanted. */
  public void show(JsonObject result, Supplier<String> text) {
    say(json ? result.encodePrettily() : text.get());
  }

  /** Several results of a kind; {@code none} is said when there are none. */
  public void show(Collection<JsonObject> results, String none, Supplier<String> text) {
    if (json) say(new JsonArray(List.copyOf(results)).encodePrettily());
    else say(results.isEmpty() ? none : text.get());
  }

  /** One of a stream of results: a line of its own, at once. */
  public void line(JsonObject result, Supplier<String> text) {
    say(json ? result.encode() : text.get());
  }

  public void say(String text) {
    out().println(text);
    out().flush();
  }

  /** What is not the result: a warning, how far it is. */
  public void aside(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }

  public TextTable table(String... heads) {
    return new TextTable(colours(), heads);
  }

  public String paint(Tone tone, String text) {
    return colours() ? tone.paint(text) : text;
  }

  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Without what would move a terminal's cursor or change its colours. */
  public static String harmless(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static boolean colours() {
    return Ansi.AUTO.enabled();
  }
}
