package bakery.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChartBuilder;

/** Lines over one axis, as an SVG file. Needs no screen, but the fonts of the machine. */
public final class Plot {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final boolean logarithmic;
  private final Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();

  private Plot(String title, String xTitle, String yTitle, boolean logarithmic) {
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.logarithmic = logarithmic;
  }

  /** Both axes begin at zero. */
  public static Plot linear(String title, String xTitle, String yTitle) {
    return new Plot(title, xTitle, yTitle, false);
  }

  /** The axis that points up is logarithmic. */
  public static Plot logarithmic(String title, String xTitle, String yTitle) {
    return new Plot(title, xTitle, yTitle, true);
  }

  /**
   * One more point of a line, in any order; the last one at an x stays. What was not measured, not
   * a number or on a logarithmic axis zero, is left out.
   */
  public Plot point(String line, double x, double y) {
    if (Double.isFinite(y) && (y > 0 || !logarithmic)) {
      lines.computeIfAbsent(line, first -> new TreeMap<>()).put(x, y);
    }
    return this;
  }

  /** Returns false, and writes nothing, without a point. */
  boolean write(Path file) throws IOException {
    if (lines.isEmpty()) return false;
    var chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    var styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setXAxisMin(0.0).setYAxisLogarithmic(logarithmic).setYAxisLogarithmicDecadeOnly(false);
    // dashes would be drawn one by one
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    if (!logarithmic) styler.setYAxisMin(0.0);
    lines.forEach(
        (name, points) ->
            chart.addSeries(
                name, points.keySet().stream().toList(), points.values().stream().toList()));
    ChartEncoder.saveChart(chart, file.toString(), "svg");
    return true;
  }
}
