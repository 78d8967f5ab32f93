package bakery.whole;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and labels in what nodes tell at {@code /metrics}. */
record Metrics(Set<String> names, Set<String> labels) {

  private static final Pattern LINE =
      Pattern.compile("([a-z_0-9]+)(?:\\{(.*)\\})? \\S+", Pattern.CASE_INSENSITIVE);
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  static Metrics of(Collection<Jvm> nodes) {
    Set<String> names = new TreeSet<>();
    Set<String> labels = new TreeSet<>();
    for (Jvm node : nodes) {
      for (String line : Http.text(node.operations("/metrics")).lines().toList()) {
        Matcher parts = LINE.matcher(line);
        if (line.startsWith("#") || !parts.matches()) continue;
        names.add(parts.group(1));
        if (parts.group(2) == null) continue;
        Matcher label = LABEL.matcher(parts.group(2));
        while (label.find()) labels.add(label.group(1));
      }
    }
    return new Metrics(names, labels);
  }

  /** The bakery's own, without what a summary adds to its name. */
  Set<String> ofTheBakery() {
    return bases().stream()
        .filter(name -> name.startsWith("bakery_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> bases() {
    return names.stream()
        .map(name -> name.replaceFirst("_(count|sum|max)$", ""))
        .collect(Collectors.toSet());
  }

  /** What of these is in no scrape. */
  Set<String> unknown(Collection<String> wanted) {
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(names);
    missing.removeAll(bases());
    return missing;
  }

  /** The metrics that some text speaks of: queries, tables. */
  static List<String> namedIn(String text) {
    return Pattern.compile("\\b(?:bakery|vertx|jvm|process|system)_[a-z_0-9]+\\b")
        .matcher(text)
        .results()
        .map(match -> match.group())
        .distinct()
        .toList();
  }
}
