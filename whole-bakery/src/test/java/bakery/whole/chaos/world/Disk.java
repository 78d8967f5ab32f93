package bakery.whole.chaos.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a database server keeps its data: a file system of its own in a file, which can be filled;
 * or just a folder where such cannot be mounted.
 */
final class Disk {

  private static final String SIZE = "3G";
  private static final long LAST_BYTES = 32 << 20;

  private final Path folder;
  private final boolean own;

  private Disk(Path folder, boolean own) {
    this.folder = folder;
    this.own = own;
  }

  static Disk at(Network network, Path folder) {
    try {
      BaseBackup.delete(folder);
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Disk(folder, network.separate() && mounted(folder));
  }

  private static boolean mounted(Path folder) {
    Path image = image(folder);
    try {
      Files.deleteIfExists(image);
      Machine.run("truncate", "-s", SIZE, image.toString());
      Machine.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
      Machine.run("mount", "-o", "loop,discard", image.toString(), folder.toString());
      return true;
    } catch (IOException | RuntimeException e) {
      System.out.println("No file system of its own for " + folder.getFileName() + ": " + e);
      image.toFile().delete();
      return false;
    }
  }

  private static Path image(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".img");
  }

  Path folder() {
    return folder;
  }

  /** Not a byte is free any more. */
  void fill() {
    if (!own) throw new IllegalStateException(folder + " is no file system of its own");
    long free = folder.toFile().getFreeSpace();
    // at once what can be had at once, and the rest byte by byte until there is none
    Machine.run("fallocate", "-l", Long.toString(free - LAST_BYTES), ballast(0).toString());
    Machine.run("sh", "-c", "cat /dev/zero > '" + ballast(1) + "' 2> /dev/null || true");
  }

  void empty() {
    for (int nth = 0; nth < 2; nth++) ballast(nth).toFile().delete();
  }

  private Path ballast(int nth) {
    return folder.resolve("ballast-" + nth);
  }

  void close() {
    if (!own) return;
    Machine.run("umount", "--lazy", folder.toString());
    image(folder).toFile().delete();
  }
}
