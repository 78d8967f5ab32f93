package bakery.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;

/** Deque's axe-core: what of a page somebody who sees or moves differently could not use. */
final class Axe {

  /**
   * Brought along by every document and run where it is wanted: to send it each time takes longer
   * than all that it does.
   */
  static final String ON_CALL = "window.loadAxe = () => {" + load() + "};";

  private static final String RUN =
      """
      if (!window.axe) window.loadAxe();
      const done = arguments[arguments.length - 1];
      const all = {resultTypes: ['violations'], preload: false};
      axe.run(document, arguments[0] ? {...all, runOnly: ['color-contrast']} : all)
        .then(result => done(result.violations.map(violation => violation.id + ': ' + violation.help
          + violation.nodes.map(node => '\\n  ' + node.html + '\\n    ' + node.failureSummary).join(''))),
          failure => done(['axe itself failed: ' + failure]));
      """;

  private Axe() {}

  /**
   * @param coloursOnly where all else is known to be as before
   * @return each with what is wrong and where
   */
  static List<String> violations(ChromeDriver driver, boolean coloursOnly) {
    return ((List<?>) driver.executeAsyncScript(RUN, coloursOnly))
        .stream().map(Object::toString).toList();
  }

  private static String load() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
