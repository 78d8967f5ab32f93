package bakery.whole.chaos.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report for machines; the page draws itself from the same. */
record JsonReport(Report report) {

  private static final ObjectMapper JSON = new ObjectMapper();

  String text() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("title", report.title());
    all.put("green", report.isGreen());
    all.put("came", report.came().toString());
    all.put("facts", report.facts());
    all.put("totals", report.totals());
    all.put("kinds", report.faults().kinds());
    all.put("faults", report.faults().each());
    all.put("checks", report.checks());
    all.put("oddities", report.oddities());
    all.put("series", report.series());
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
