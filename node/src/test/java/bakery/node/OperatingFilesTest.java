package bakery.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in ops and docs/operating can be read, and names what there is. */
class OperatingFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SETTING = Pattern.compile("\\bBAKERY_[A-Z_]*[A-Z]\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  /** Read by the scripts, not by the program. */
  private static final Set<String> OF_THE_SCRIPTS =
      Set.of("BAKERY_HEAP", "BAKERY_JAVA_OPTS", "BAKERY_LOG", "BAKERY_JAR");

  @Test
  void everySettingThatIsNamedIsOne() throws IOException {
    var known =
        SettingOptions.known().stream()
            .map(SettingOptions.Known::name)
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(OF_THE_SCRIPTS);

    var unknown = new TreeMap<String, Path>();
    for (var file : files("")) {
      SETTING
          .matcher(Files.readString(file))
          .results()
          .filter(found -> !known.contains(found.group()))
          .forEach(found -> unknown.put(found.group(), file));
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void everyManifestIsYamlAndListed() throws IOException {
    var folder = ROOT.resolve("ops/kubernetes");
    var resources = documents(folder.resolve("kustomization.yaml")).getFirst().get("resources");
    var listed = new TreeSet<String>();
    resources.forEach(each -> listed.add(each.asText()));

    var found = new TreeSet<String>();
    for (var file : manifests()) {
      for (var document : documents(file)) {
        assertThat(document.path("kind").asText()).as("kind in %s", file).isNotEmpty();
        assertThat(document.path("apiVersion").asText()).as("version in %s", file).isNotEmpty();
      }
      found.add(folder.relativize(file).toString());
    }

    found.remove("kustomization.yaml");
    found.removeIf(name -> name.startsWith("optional/"));
    assertThat(listed).isEqualTo(found);
  }

  @Test
  void podsHaveTimeToDrainAndAreNotRoot() throws IOException {
    var pods = new TreeMap<String, JsonNode>();
    for (var file : manifests()) {
      for (var document : documents(file)) {
        if (!document.path("kind").asText().equals("Deployment")) continue;
        pods.put(document.at("/metadata/name").asText(), document.at("/spec/template/spec"));
      }
    }

    assertThat(pods.keySet()).containsExactly("billing", "delivery", "gateway", "kitchen");
    for (Map.Entry<String, JsonNode> pod : pods.entrySet()) {
      var container = pod.getValue().at("/containers/0");
      assertThat(pod.getValue().path("terminationGracePeriodSeconds").asInt()).isGreaterThan(40);
      assertThat(pod.getValue().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
      assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }
  }

  @Test
  void everyPageThatIsLinkedToIsThere() throws IOException {
    for (var page : files(".md")) {
      for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
        assertThat(page.resolveSibling(link.group(1))).as("linked in %s", page).exists();
      }
    }
  }

  private static List<Path> manifests() throws IOException {
    try (var all = Files.walk(ROOT.resolve("ops/kubernetes"))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }

  private static List<Path> files(String ending) throws IOException {
    try (var ops = Files.walk(ROOT.resolve("ops"));
        var docs = Files.walk(ROOT.resolve("docs/operating"))) {
      return Stream.concat(ops, docs)
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .toList();
    }
  }

  private static List<JsonNode> documents(Path file) throws IOException {
    var mapper = new YAMLMapper(new YAMLFactory());
    try (var parser = mapper.getFactory().createParser(file.toFile())) {
      return mapper.readValues(parser, JsonNode.class).readAll();
    }
  }
}
