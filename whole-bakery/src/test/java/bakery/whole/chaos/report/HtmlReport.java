package bakery.whole.chaos.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Puts the plotting library and the run's data into the page. */
final class HtmlReport {

  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final String PAGE = "report.html";

  private HtmlReport() {}

  static String page(Report report) {
    return resource(PAGE)
        .replace("/*LIBRARY-STYLE*/", resource(LIBRARY + "uPlot.min.css"))
        .replace("/*LIBRARY*/", resource(LIBRARY + "uPlot.iife.min.js"))
        .replace("/*DATA*/", report.json().replace("</", "<\\/"));
  }

  private static String resource(String name) {
    try (var in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("there is no " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
