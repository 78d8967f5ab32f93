package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium without a window, as one visitor after the other: each with a screen, languages
 * and a memory of his own. It finds no host but this one.
 */
final class Browser implements AutoCloseable {

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox", // root has none
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          // one process for all pages: another one for each took longer than the page itself
          "--renderer-process-limit=1",
          "--disable-features=BackForwardCache,SpareRendererForSitePerProcess",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

  private static final int HEIGHT = 1_000;
  private static final String NOWHERE = "about:blank";

  private static final Map<String, Object> LEFT = Map.of("button", "left", "clickCount", 1);

  private final ChromeDriver driver;

  private Browser(Path chromium, Path chromedriver) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(ARGUMENTS);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build(),
            options);
    command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", Axe.ON_CALL));
  }

  static boolean isThere() {
    return program("chromium").isPresent() && program("chromedriver").isPresent();
  }

  static Browser start() {
    return new Browser(program("chromium").orElseThrow(), program("chromedriver").orElseThrow());
  }

  private static Optional<Path> program(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Somebody who was never here, at a screen of this width, with a browser in these languages. */
  Visitor visitor(String origin, int width, String languages) {
    leaves();
    command("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 600));
    command(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Mozilla/5.0 Chrome", "acceptLanguage", languages));
    byNight(false);
    complaints(); // of the one before
    return new Visitor(this, origin);
  }

  /** Away from whatever page it is at. */
  void leaves() {
    if (!driver.getCurrentUrl().equals(NOWHERE)) driver.get(NOWHERE);
  }

  /** Whoever comes next loads all of the page. */
  void forgetsFiles() {
    command("Network.clearBrowserCache", Map.of());
  }

  ChromeDriver driver() {
    return driver;
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Moves the mouse there and clicks; the driver's own click takes twice as long. */
  void clicks(List<?> at) {
    mouse("mouseMoved", at, Map.of());
    mouse("mousePressed", at, LEFT);
    mouse("mouseReleased", at, LEFT);
  }

  private void mouse(String type, List<?> at, Map<String, Object> button) {
    Map<String, Object> event = new HashMap<>(button);
    event.putAll(Map.of("type", type, "x", at.get(0), "y", at.get(1)));
    command("Input.dispatchMouseEvent", event);
  }

  /** Where the focus is, in place of what is selected, as if pasted. */
  void inserts(String text) {
    command("Input.insertText", Map.of("text", text));
  }

  /** Whoever comes wants no movement: pictures are taken of what stands still. */
  void byNight(boolean night) {
    byNightAndStill(night, true);
  }

  void byNightAndStill(boolean night, boolean still) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", night ? "dark" : "light"),
                Map.of(
                    "name",
                    "prefers-reduced-motion",
                    "value",
                    still ? "reduce" : "no-preference"))));
  }

  /** What is seen of the page, as a picture in target. */
  void picture(String name) {
    Object data = command("Page.captureScreenshot", Map.of("optimizeForSpeed", true)).get("data");
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bugs of scripts, and what the page was kept from doing, since asked last. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(Object::toString)
        .filter(text -> !text.contains("Failed to load resource")) // refusals are no bugs
        .filter(text -> !text.contains("WebSocket connection to")) // its gateway was killed
        .toList();
  }

  void isContent() {
    assertThat(complaints()).as("complaints of the browser").isEmpty();
  }

  private Map<String, Object> command(String name, Map<String, Object> arguments) {
    return driver.executeCdpCommand(name, arguments);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
