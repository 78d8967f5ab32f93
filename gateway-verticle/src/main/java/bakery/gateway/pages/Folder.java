package bakery.gateway.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all files under a folder of resources, from a jar or from the file system. */
final class Folder {

  private Folder() {}

  /**
   * @param known the name of a file in the folder, by which it is found: jars need not have folders
   * @return contents by name, such as {@code shop/index.html}
   */
  static SortedMap<String, byte[]> read(Class<?> beside, String folder, String known) {
    try {
      URI uri = beside.getResource(folder + "/" + known).toURI();
      if (!uri.getScheme().equals("jar")) return read(above(Path.of(uri), known));
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(above(jar.getPath(uri.toString().split("!", 2)[1]), known));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path above(Path file, String known) {
    Path folder = file;
    for (int i = 0; i < Path.of(known).getNameCount(); i++) folder = folder.getParent();
    return folder;
  }

  private static SortedMap<String, byte[]> read(Path folder) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    return contents;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
