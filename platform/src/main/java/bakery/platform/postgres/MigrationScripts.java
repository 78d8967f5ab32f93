package bakery.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** The migration scripts on the class path, with the checksums that Flyway would write down. */
final class MigrationScripts {

  /** A jar of everything has tens of thousands of entries: it is gone through once. */
  private static final Map<String, List<String>> SCRIPTS_OF_JARS = new HashMap<>();

  private MigrationScripts() {}

  /** File name → checksum; the folders may stand in directories or in jars. */
  static Map<String, Integer> checksums(String... folders) {
    var loader = MigrationScripts.class.getClassLoader();
    var found = new HashMap<String, Integer>();
    try {
      for (var folder : folders) {
        for (var place : Collections.list(loader.getResources(folder))) {
          for (var name : names(place, folder)) {
            found.put(name, checksum(loader.getResource(folder + "/" + name)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the migration scripts: " + e, e);
    }
    return found;
  }

  private static List<String> names(URL place, String folder) throws IOException {
    var names = new ArrayList<String>();
    if (place.openConnection() instanceof JarURLConnection jar) {
      for (var script : scripts(jar)) {
        if (script.startsWith(folder + "/")) names.add(script.substring(folder.length() + 1));
      }
    } else {
      try (var files = Files.list(Path.of(place.toURI()))) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }
    names.removeIf(name -> !name.endsWith(".sql") || name.contains("/"));
    return names;
  }

  private static List<String> scripts(JarURLConnection jar) throws IOException {
    var file = jar.getJarFile();
    synchronized (SCRIPTS_OF_JARS) {
      return SCRIPTS_OF_JARS.computeIfAbsent(
          file.getName(),
          missing ->
              file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".sql")).toList());
    }
  }

  /** CRC-32 over the lines without their ends. */
  private static int checksum(URL script) throws IOException {
    var crc = new CRC32();
    try (var reader =
        new BufferedReader(new InputStreamReader(script.openStream(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        crc.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return (int) crc.getValue();
  }
}
