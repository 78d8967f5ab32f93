package bakery.benchmarks.report;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture of what was measured, whatever was. */
class PlotTest {
  private static final Pattern LINE =
      Pattern.compile("<line style=\"[^\"]*stroke:(rgb[^;]*);[^\"]*stroke-width:2;");

  @TempDir private Path folder;

  @BeforeAll
  static void withoutScreen() {
    System.setProperty("java.awt.headless", "true");
    assumeTrue(hasFonts(), "no fonts here");
  }

  private static boolean hasFonts() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length
          > 0;
    } catch (Error | RuntimeException e) {
      return false;
    }
  }

  @Test
  void each_line_has_a_colour_of_its_own() throws IOException {
    var plot =
        Plot.logarithmic("Latency", "orders a second", "ms")
            .point("p50", 300, 12.5)
            .point("p99", 300, 90)
            .point("p50", 100, 8);

    assertThat(colours(plot)).hasSize(2);
  }

  @Test
  void a_single_point_is_drawn() throws IOException {
    assertThat(colours(Plot.linear("Growth", "x", "y").point("rate", 0, 1_500))).hasSize(1);
  }

  @Test
  void what_was_not_measured_is_left_out() throws IOException {
    var plot =
        Plot.logarithmic("Latency", "x", "ms")
            .point("nothing ended", 100, 0)
            .point("nothing at all", 100, Double.NaN)
            .point("p50", 100, 3);

    assertThat(colours(plot)).hasSize(1);
  }

  @Test
  void without_a_point_there_is_no_file() throws IOException {
    assertThat(Plot.linear("Growth", "x", "y").write(file())).isFalse();
    assertThat(file()).doesNotExist();
  }

  /** Of the lines in plot and legend; letters are outlines, so names cannot be looked for. */
  private Set<String> colours(Plot plot) throws IOException {
    assertThat(plot.write(file())).isTrue();
    var svg = Files.readString(file());
    return LINE.matcher(svg).results().map(found -> found.group(1)).collect(toSet());
  }

  private Path file() {
    return folder.resolve("plot.svg");
  }
}
