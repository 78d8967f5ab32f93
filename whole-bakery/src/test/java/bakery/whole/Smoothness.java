package bakery.whole;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * How smoothly a page moves: frames, and what kept them waiting. The browser measures itself; on a
 * machine that is busy otherwise only the processor time of its main thread says something of the
 * page.
 */
final class Smoothness {

  private static final String WATCH =
      """
      const seen = window.smoothness = {frames: 0, longest: 0, long: [], began: performance.now()};
      let last = seen.began;
      const frame = (now) => {
        seen.frames++;
        seen.longest = Math.max(seen.longest, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((each) => each.duration)))
        .observe({type: 'longtask'});
      """;

  private final ChromeDriver driver;
  private final Map<String, Double> before;

  private Smoothness(ChromeDriver driver) {
    this.driver = driver;
    before = metrics();
  }

  /** From now on. */
  static Smoothness watch(Browser browser) {
    browser.driver().executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
    browser.script(WATCH);
    return new Smoothness(browser.driver());
  }

  /** A line of figures; of the main thread the processor's milliseconds a second. */
  String told() {
    double seconds = number("return (performance.now() - window.smoothness.began) / 1000");
    Map<String, Double> after = metrics();
    return "%.0f s: %.1f frames/s, longest gap %.0f ms; %.0f long tasks, longest %.0f ms; main thread %.0f ms/s (script %.0f, layout %.0f, style %.0f)"
        .formatted(
            seconds,
            number("return window.smoothness.frames") / seconds,
            number("return window.smoothness.longest"),
            number("return window.smoothness.long.length"),
            number("return Math.max(0, ...window.smoothness.long)"),
            spent("TaskDuration", after, seconds),
            spent("ScriptDuration", after, seconds),
            spent("LayoutDuration", after, seconds),
            spent("RecalcStyleDuration", after, seconds));
  }

  private double spent(String name, Map<String, Double> after, double seconds) {
    return 1_000 * (after.get(name) - before.get(name)) / seconds;
  }

  private double number(String script) {
    return ((Number) driver.executeScript(script)).doubleValue();
  }

  private Map<String, Double> metrics() {
    Object all = driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
    return ((List<?>) all)
        .stream()
            .map(Map.class::cast)
            .collect(
                Collectors.toMap(
                    each -> (String) each.get("name"),
                    each -> ((Number) each.get("value")).doubleValue()));
  }
}
