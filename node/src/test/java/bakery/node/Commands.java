package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.node.terminal.Exit;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line, said in a test, of the bakery in a folder. */
record Commands(Path data) {

  /**
   * What a command came to.
   *
   * @param out the result
   * @param err all else
   */
  record Result(int code, String out, String err) {
    JsonObject json() {
      return new JsonObject(out);
    }
  }

  Result say(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line =
        Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    var code = line.execute(all.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  /** It must go well. */
  Result done(String... words) {
    var result = say(words);
    assertThat(result.code()).as("%s%n%s", result.out(), result.err()).isEqualTo(Exit.OK);
    return result;
  }
}
