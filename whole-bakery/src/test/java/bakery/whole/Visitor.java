package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Somebody at the customers' page, who clicks, types and looks. */
final class Visitor {

  private static final Patience PATIENCE = Patience.within(Duration.ofSeconds(40));

  /** The driver's own way to see whether something is shown is a hundred times slower. */
  private static final String SHOWN =
      """
      const shown = [...document.querySelectorAll(arguments[0])].find(e => e.checkVisibility()) ?? null;
      """;

  /** What is written already is selected. */
  private static final String FOCUS =
      """
      shown?.focus();
      shown?.select();
      return shown !== null && document.activeElement === shown;
      """;

  private static final String MIDDLE =
      """
      shown?.scrollIntoView({block: 'center', behavior: 'instant'});
      const box = shown?.getClientRects()[0];
      if (!box || shown.disabled) return null;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      if (!shown.contains(document.elementFromPoint(x, y))) return null;
      window.isHit = false;
      shown.addEventListener('click', () => { window.isHit = true; }, {once: true, capture: true});
      return [x, y];
      """;

  private static final int MOST_TABS = 200;
  private static final List<String> ADDRESS_FIELDS =
      List.of("name", "phone", "street", "postalCode", "city");
  private static final List<String> ADDRESS =
      List.of("Ada Baker", "+44 131 496 0000", "1 High Street", "EH1 1YZ", "Edinburgh");

  private final Browser browser;
  private final String origin;

  Visitor(Browser browser, String origin) {
    this.browser = browser;
    this.origin = origin;
  }

  Visitor opens(String hash) {
    browser.leaves(); // else only what stands behind the # would change
    browser.driver().get(origin + "/" + hash);
    sees("h1");
    return this;
  }

  Visitor reloads() {
    browser.driver().navigate().refresh();
    sees("h1");
    return this;
  }

  Visitor adds(String... products) {
    for (String product : products) clicks(product(product) + " [data-step=more]");
    return this;
  }

  Visitor goesToCheckout() {
    clicks("bakery-basket a");
    return sees("bakery-checkout");
  }

  Visitor fillsInAddress() {
    for (int i = 0; i < ADDRESS.size(); i++) fillsIn(ADDRESS_FIELDS.get(i), ADDRESS.get(i));
    return this;
  }

  /** In one go: who types key by key, presses. */
  Visitor fillsIn(String field, String text) {
    String css = "[name=" + field + "]";
    PATIENCE.until(css + " can be filled in", () -> (Boolean) script(SHOWN + FOCUS, css));
    browser.inserts(text);
    return this;
  }

  Visitor chooses(String name, String value) {
    return clicks("[name=" + name + "][value=" + value + "]");
  }

  /** Of a list. */
  Visitor chooses(String name, int value) {
    find("select[name=" + name + "]")
        .findElement(By.cssSelector("[value='" + value + "']"))
        .click();
    return this;
  }

  Visitor paysWith(String card) {
    find("[name=card]").findElement(By.cssSelector("[value=" + card + "]")).click();
    return this;
  }

  Visitor orders() {
    return clicks(".order");
  }

  /** What the usual one does from the menu to the tracker. */
  Visitor ordersBy(String card, String... products) {
    return adds(products)
        .goesToCheckout()
        .fillsInAddress()
        .paysWith(card)
        .orders()
        .sees("bakery-tracker .steps");
  }

  Visitor clicks(String css) {
    PATIENCE.until(css + " can be clicked", () -> isClicked(css));
    return this;
  }

  /** False while it is not there, is covered or does nothing, and when it moved away meanwhile. */
  private boolean isClicked(String css) {
    List<?> middle = (List<?>) script(SHOWN + MIDDLE, css);
    if (middle == null) return false;
    browser.clicks(middle);
    return (Boolean) script("return window.isHit !== false"); // another page knows nothing of it
  }

  Visitor doubleClicks(String css) {
    new Actions(browser.driver()).doubleClick(find(css)).perform();
    return this;
  }

  /** Presses Tab until the focus is there. */
  Visitor tabsTo(String css) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (focusIsOn(css)) return this;
      presses(Keys.TAB);
    }
    throw new AssertionError("the focus never comes to " + css);
  }

  Visitor presses(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
    return this;
  }

  boolean focusIsOn(String css) {
    return (Boolean) browser.script("return document.activeElement.matches(arguments[0])", css);
  }

  Visitor sees(String css) {
    PATIENCE.until(css + " is seen", () -> shown(css).isPresent());
    return this;
  }

  Visitor seesNo(String css) {
    PATIENCE.until(css + " is seen no more", () -> shown(css).isEmpty());
    return this;
  }

  Visitor reads(String css, String text) {
    PATIENCE.untilAsserted(() -> assertThat(textNow(css)).as(css).contains(text));
    return this;
  }

  /** To the tab, from another one. */
  Visitor comesBack() {
    script("document.dispatchEvent(new Event('visibilitychange'))");
    return this;
  }

  /** Puts the page's clock forward by what it shows those who are gone, and a little more. */
  Visitor waitsUntilTheGoneAreForgotten() {
    script(
        """
        const now = performance.now.bind(performance);
        performance.now = () => now() + 11_000;
        """);
    return this;
  }

  /** A number in a text, as the English write it. */
  long number(String css, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text(css));
    if (!found.find()) throw new AssertionError(pattern + " is not in " + text(css));
    return Long.parseLong(found.group(1).replace(",", ""));
  }

  /** Waits for this step, then gives all that the tracker shows. */
  List<String> stepsUntil(String status) {
    sees("[data-status=" + status + "]");
    return steps();
  }

  List<String> steps() {
    return strings("[...document.querySelectorAll('[data-status]')].map(s => s.dataset.status)");
  }

  /** Each step once and in its place. */
  Visitor sawNoStepTwice() {
    List<String> seqs =
        strings("[...document.querySelectorAll('[data-seq]')].map(s => s.dataset.seq)");
    assertThat(seqs)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, seqs.size()).mapToObj(Integer::toString).toList());
    return this;
  }

  /** Every step that the order made, each once, in its order; bread may be out before it is in. */
  Visitor seesItDelivered(Counter counter) {
    List<String> steps = stepsUntil("COMPLETED");
    assertThat(steps).isEqualTo(counter.history(orderId()));
    assertThat(steps).startsWith("PLACED", "PAID");
    assertThat(steps).endsWith("READY", "ON_THE_WAY", "DELIVERED", "COMPLETED");
    return sawNoStepTwice();
  }

  /** From now on, what screen readers are told. */
  Visitor listens() {
    browser.script(
        """
        window.heard = [];
        new MutationObserver(() => {
          const text = document.getElementById('announcements').textContent;
          if (text) window.heard.push(text);
        }).observe(document.getElementById('announcements'), {childList: true});
        """);
    return this;
  }

  Visitor hears(String text) {
    PATIENCE.untilAsserted(() -> assertThat(strings("window.heard").toString()).contains(text));
    return this;
  }

  Object script(String script, Object... arguments) {
    return browser.script(script, arguments);
  }

  String text(String css) {
    sees(css);
    return textNow(css);
  }

  String url() {
    return browser.driver().getCurrentUrl();
  }

  /** The order that the tracker shows, from its address. */
  String orderId() {
    return url().replaceAll(".*order=([0-9a-f-]+).*", "$1");
  }

  /**
   * A picture by day and by night, and nothing in it that somebody could not use or that sticks
   * out.
   */
  Visitor looksAround(String name) {
    for (boolean night : new boolean[] {false, true}) {
      browser.byNight(night);
      String picture = name + (night ? "-night" : "-day");
      browser.picture(picture);
      assertThat(Axe.violations(browser.driver(), night)).as("axe on %s", picture).isEmpty();
    }
    browser.byNight(false);
    assertThat((Long) script("return document.documentElement.scrollWidth - innerWidth"))
        .as("pixels by which %s is too wide", name)
        .isLessThanOrEqualTo(0);
    return this;
  }

  static String product(String id) {
    return "[data-product='" + id + "']";
  }

  private List<String> strings(String expression) {
    return ((List<?>) script("return " + expression)).stream().map(String::valueOf).toList();
  }

  private WebElement find(String css) {
    sees(css);
    return shown(css).orElseThrow(() -> new NoSuchElementException(css));
  }

  private Optional<WebElement> shown(String css) {
    return Optional.ofNullable((WebElement) script(SHOWN + "return shown", css));
  }

  /** Empty while nothing of it is seen; a space that does not break is one too. */
  private String textNow(String css) {
    return (String) script(SHOWN + "return shown?.innerText.replaceAll('\\u00a0', ' ') ?? ''", css);
  }
}
